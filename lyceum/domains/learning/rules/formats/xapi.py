"""Statements of xAPI 1.0.3 about revisions, as JSON. Source: adlnet/xAPI-Spec, "Part Two: Experience API Data".

Times are aware, lengths in seconds, scores between 0 and 1, identifiers of things are addresses (IRIs).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from typing import Any
from uuid import UUID

from lyceum.domains.learning.rules.formats.xapi_interaction import interaction, response
from lyceum.domains.learning.rules.item import Content

Json = dict[str, Any]
_ADL = "http://adlnet.gov/expapi"
QUESTION, ASSESSMENT, COURSE, MODULE = (
    f"{_ADL}/activities/{name}" for name in ("cmi.interaction", "assessment", "course", "module")
)
PAGE = "http://activitystrea.ms/schema/1.0/page"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who, known by an account or by the digest of an address: exactly one, and never the address itself."""

    home_page: str = ""
    account: str = ""
    email: str = ""
    name: str = ""

    def json(self) -> Json:
        said: Json = {"objectType": "Agent", **({"name": self.name} if self.name else {})}
        if self.account:
            return {**said, "account": {"homePage": self.home_page, "name": self.account}}
        return {**said, "mbox_sha1sum": digest(self.email)}


@dataclass(frozen=True, slots=True)
class Activity:
    """``iri``: stable, and ours. ``kind``: one of the constants above."""

    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where it happened: ``revision`` joins what was said in one sitting; ``within``: step, path and so on."""

    platform: str
    language: str
    revision: UUID | None = None
    parent: Activity | None = None
    within: Sequence[Activity] = ()
    teacher: Actor | None = None


def answered(
    key: UUID,
    actor: Actor,
    question: Activity,
    content: Content,
    given: Sequence[str],
    *,
    score: float,
    is_right: bool,
    seconds: float,
    at: datetime,
    setting: Setting,
) -> Json:
    """One answer; ``given``: the texts that were typed, chosen or put in order."""
    result = {
        "score": {"scaled": _scaled(score)},
        "success": is_right,
        "completion": True,
        "response": response(content, given),
        "duration": duration(seconds),
    }
    asked = _object(question, setting.language)
    asked["definition"] |= {
        "description": {setting.language: content.prompt},
        **interaction(content, setting.language),
    }
    return _statement(key, actor, "answered", asked, result, at, setting)


def completed(
    key: UUID,
    actor: Actor,
    activity: Activity,
    *,
    right: int,
    asked: int,
    seconds: float,
    at: datetime,
    setting: Setting,
    passed: bool | None = None,
) -> Json:
    """A revision, a step or a path that is done; without questions there is no score."""
    result: Json = {"completion": True, "duration": duration(seconds)}
    if asked:
        result["score"] = {"scaled": _scaled(right / asked), "raw": right, "min": 0, "max": asked}
    if passed is not None:
        result["success"] = passed
    return _statement(key, actor, "completed", _object(activity, setting.language), result, at, setting)


def experienced(
    key: UUID, actor: Actor, activity: Activity, *, seconds: float | None = None, at: datetime, setting: Setting
) -> Json:
    """A page of a document that was read."""
    result: Json = {"duration": duration(seconds)} if seconds is not None else {}
    return _statement(key, actor, "experienced", _object(activity, setting.language), result, at, setting)


def _statement(key: UUID, actor: Actor, verb: str, about: Json, result: Json, at: datetime, setting: Setting) -> Json:
    return {
        "id": str(key),
        "actor": actor.json(),
        "verb": {"id": f"{_ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": about,
        **({"result": result} if result else {}),
        "context": _context(setting),
        "timestamp": timestamp(at),
        "version": "1.0.0",  # all that the specification lets a 1.0.3 statement say of itself
    }


def _object(activity: Activity, language: str) -> Json:
    definition = {"type": activity.kind, **({"name": {language: activity.name}} if activity.name else {})}
    return {"objectType": "Activity", "id": activity.iri, "definition": definition}


def _context(setting: Setting) -> Json:
    activities = {
        "parent": [_object(setting.parent, setting.language)] if setting.parent else [],
        "grouping": [_object(activity, setting.language) for activity in setting.within],
    }
    kept = {name: found for name, found in activities.items() if found}
    return {
        **({"registration": str(setting.revision)} if setting.revision else {}),
        **({"instructor": setting.teacher.json()} if setting.teacher else {}),
        **({"contextActivities": kept} if kept else {}),
        "platform": setting.platform,
        "language": setting.language,
    }


def _scaled(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 4)


def digest(email: str) -> str:
    """As the specification wants it: of ``mailto:`` and the address."""
    return sha1(f"mailto:{email.strip().lower()}".encode(), usedforsecurity=False).hexdigest()


def timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(seconds: float) -> str:
    """ISO 8601, to a hundredth of a second, which is as far as two durations are compared."""
    hundredths = max(0, round(seconds * 100))
    minutes, rest = divmod(hundredths, 6_000)
    hours, minutes = divmod(minutes, 60)
    whole, part = divmod(rest, 100)
    tail = f"{whole}.{part:02}".rstrip("0") if part else str(whole)
    said = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{tail}S" * bool(rest)
    return f"PT{said or '0S'}"
