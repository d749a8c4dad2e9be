"""Revisions as xAPI statements. They name nobody: an account is the person's id here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Path, Review, Revision
from lyceum.domains.learning.permissions import may_change
from lyceum.domains.learning.queries.path import path_for
from lyceum.domains.learning.rules.formats.xapi import (
    ASSESSMENT,
    COURSE,
    MODULE,
    QUESTION,
    Activity,
    Actor,
    Json,
    Setting,
    answered,
    completed,
)
from lyceum.domains.learning.rules.formats.xapi_given import given_texts
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict

MOST = 50_000
_PLATFORM = "Lyceum"


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are within it; none is from the first day, or until today."""

    since: date | None = None
    until: date | None = None


def statements(caller: Caller, path_id: UUID, period: Period) -> tuple[Path, list[Json]]:
    """Everybody's for a teacher of the path, their own for its student; each answer, then each revision that ended."""
    path = path_for(caller, path_id)
    reviews = Review.objects.within(caller).filter(revision__path=path)
    revisions = Revision.objects.within(caller).filter(path=path, answered__gt=0, ended_at__isnull=False)
    if not may_change(caller, path):
        reviews, revisions = reviews.own(caller), revisions.own(caller)
    reviews, revisions = _within(caller, period, reviews, "answered_at"), _within(caller, period, revisions, "ended_at")
    found = list(reviews.select_related("item__step").order_by("answered_at", "id")[: MOST + 1])
    if len(found) > MOST:
        raise Conflict(_("There are more than %(most)s answers: choose a shorter period.") % {"most": MOST})
    ended = revisions.select_related("step").order_by("ended_at", "id")[:MOST]
    return path, [*_answers(caller, path, found), *_ends(path, ended)]


def _within(caller: Caller, period: Period, rows: Any, field: str) -> Any:
    zone = ZoneInfo(caller.time_zone)
    if period.since:
        rows = rows.filter(**{f"{field}__gte": datetime.combine(period.since, time(), zone)})
    if period.until:
        rows = rows.filter(**{f"{field}__lt": datetime.combine(period.until + timedelta(days=1), time(), zone)})
    return rows


def _answers(caller: Caller, path: Path, reviews: list[Review]) -> Iterator[Json]:
    """What others typed stays with them: a record store gets whether it was right, and how long it took."""
    for review in reviews:
        content, step = review.item.asks, review.item.step
        said = answered(
            review.id,
            _actor(review.person_id),
            Activity(_iri(review.item_id), "", QUESTION),
            content,
            given_texts(content, review.given.get("given")),
            score=review.fraction,
            is_right=review.is_right,
            seconds=review.seconds,
            at=review.answered_at,
            setting=_setting(path, review.revision_id, Activity(_iri(step.id), step.title, MODULE)),
        )
        if review.person_id != caller.person_id:
            del said["result"]["response"]
        yield said


def _ends(path: Path, revisions: "QuerySet[Revision]") -> Iterator[Json]:
    for revision in revisions:
        step = revision.step
        yield completed(
            revision.id,
            _actor(revision.person_id),
            Activity(_iri(step.id if step else path.id), step.title if step else path.name, ASSESSMENT),
            right=revision.right,
            asked=revision.answered,
            seconds=revision.seconds,
            at=revision.ended_at,  # type: ignore[arg-type]  # only those that ended are asked for
            setting=_setting(path, revision.id, None),
        )


def _setting(path: Path, revision_id: UUID, parent: Activity | None) -> Setting:
    course = Activity(_iri(path.id), path.name, COURSE)
    return Setting(_PLATFORM, path.language, revision_id, parent or course, (course,) if parent else ())


def _actor(person_id: UUID) -> Actor:
    return Actor(home_page=settings.SITE_URL, account=f"{person_id}")


def _iri(key: UUID) -> str:
    return f"urn:uuid:{key}"
