"""The audit trail as people read it: who did what, when, from where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.identity.models import Membership, Organisation, Person
from lyceum.kernel.identity.queries.role import ROLE_NAMES
from lyceum.kernel.privacy.permissions import may_audit

MOST_ROWS = 50_000
_ROLES = frozenset({"roles", "given", "taken"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Which facts. ``who``: a part of a member's name. Days are whole, in the caller's time zone."""

    who: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    after: UUID | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TrailRow:
    """``actor`` is empty when it was nobody in particular, or somebody who has been erased."""

    id: UUID
    at: datetime
    kind: str
    label: Message
    actor_id: UUID | None
    actor: str
    details: Mapping[str, Any] = field(default_factory=dict)
    network: str = ""
    client: str = ""
    request_id: str = ""
    organisation: str = ""

    @property
    def aside(self) -> str:
        """Whom it concerned and which roles: the rest of the details are words for machines."""
        told = [str(v) for key, v in self.details.items() if key.endswith("person") or key in _ROLES]
        return " · ".join(word for word in told if word)


def trail_of(caller: Caller, wish: Wish) -> tuple[list[TrailRow], UUID | None]:
    """Newest first, and the cursor of the following page."""
    refuse_unless(may_audit(caller))
    rows = Announcement.objects.filter(organisation_id=caller.organisation_id)
    if wish.who:
        rows = rows.filter(person_id__in=_named(caller, wish.who))
    return _page(rows, wish)


def own_trail(caller: Individual, wish: Wish) -> tuple[list[TrailRow], UUID | None]:
    """What the caller did, in every organisation and in none."""
    return _page(Announcement.objects.filter(person_id=caller.person_id), wish)


def kinds_of(caller: Caller) -> list[tuple[str, Message]]:
    """What can be asked for, in the reader's language."""
    return sorted(registry.fact_labels().items(), key=lambda pair: normal(str(pair[1])))


def label_of(kind: str) -> Message:
    return registry.fact_labels().get(kind) or kind.rpartition(".")[2].replace("_", " ").capitalize()


def _named(caller: Caller, part: str) -> list[UUID]:
    members = Membership.objects.within(caller).filter(sort_key__contains=normal(part))
    return list(members.values_list("person_id", flat=True))


def _page(rows: "QuerySet[Announcement]", wish: Wish) -> tuple[list[TrailRow], UUID | None]:
    asked = Q()
    if wish.kind:
        asked &= Q(kind=wish.kind)
    if wish.since:
        asked &= Q(created_at__date__gte=wish.since)
    if wish.until:
        asked &= Q(created_at__date__lte=wish.until)
    if wish.after:
        asked &= Q(id__lt=wish.after)
    found = list(rows.filter(asked).order_by("-id")[: wish.limit + 1])
    shown = found[: wish.limit]
    return _written(shown), shown[-1].id if len(found) > wish.limit else None


def _written(rows: list[Announcement]) -> list[TrailRow]:
    people = _names(_people_in(rows))
    places = dict(Organisation.objects.filter(id__in={row.organisation_id for row in rows}).values_list("id", "name"))
    return [
        TrailRow(
            row.id,
            row.created_at,
            row.kind,
            label_of(row.kind),
            row.person_id,
            people.get(row.person_id, "") if row.person_id else "",
            _details(row.payload, people),
            row.network,
            row.client,
            row.request_id,
            places.get(row.organisation_id, "") if row.organisation_id else "",
        )
        for row in rows
    ]


def _people_in(rows: Iterable[Announcement]) -> set[UUID]:
    acting = {row.person_id for row in rows if row.person_id}
    return acting | {UUID(value) for row in rows for key, value in row.payload.items() if value and _is_person(key)}


def _details(payload: Mapping[str, Any], people: Mapping[UUID, str]) -> dict[str, Any]:
    """Names in place of the ids of people; other ids are left out, they say nothing to a reader."""
    told: dict[str, Any] = {}
    for key, value in payload.items():
        if _is_person(key):
            told[key.removesuffix("_id")] = people.get(UUID(value), "—") if value else ""
        elif not key.endswith(("_id", "_ids")) and value not in ("", None, [], {}, False):
            told[key] = ", ".join(map(_word, value)) if isinstance(value, list) else _word(value)
    return told


def _word(value: Any) -> str:
    """Roles by their names; whatever else a fact carries is a plain label."""
    return str(ROLE_NAMES.get(value, value))


def _is_person(key: str) -> bool:
    return key.endswith("person_id")


def _names(ids: set[UUID]) -> dict[UUID, str]:
    return {person.id: str(person) for person in Person.objects.filter(id__in=ids)}
