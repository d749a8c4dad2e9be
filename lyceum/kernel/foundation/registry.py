"""What all rooms contribute, gathered once at start."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps

from lyceum.kernel.foundation.rules.agenda import AgendaEntry, Card, PlanBar
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    Measure,
    MenuEntry,
    NotificationKind,
    Permission,
    PersonalRecords,
    SearchKind,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Subject, Tally
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.foundation.rules.roles import Role


@cache
def rooms() -> dict[str, Contributions]:
    """Room label → its contributions, in the order of INSTALLED_APPS."""
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("lyceum.") and find_spec(f"{config.name}.contributions"):
            found[config.label] = import_module(f"{config.name}.contributions").contributions
    return found


def permissions() -> Iterator[Permission]:
    for room in rooms().values():
        yield from room.permissions


@cache
def permissions_of(roles: frozenset[Role], domains: frozenset[str] | None = None) -> frozenset[str]:
    """``domains``: those that the organisation has on; None for all. In a domain that is off nobody has any right."""
    off = _domains() - domains if domains is not None else frozenset()
    return frozenset(p.code for p in permissions() if p.roles & roles and p.code.partition(".")[0] not in off)


@cache
def _domains() -> frozenset[str]:
    return frozenset(config.label for config in apps.get_app_configs() if config.name.startswith("lyceum.domains."))


def menu() -> list[MenuEntry]:
    return sorted((entry for room in rooms().values() for entry in room.menu), key=lambda entry: entry.order)


@cache
def notification_kinds() -> dict[str, NotificationKind]:
    return {kind.code: kind for room in rooms().values() for kind in room.notifications}


@cache
def search_kinds() -> dict[str, SearchKind]:
    return {kind.code: kind for room in rooms().values() for kind in room.search}


@cache
def catalogue() -> dict[str, Callable[[UUID], Iterable[Any]]]:
    return {kind: entries for room in rooms().values() for kind, entries in room.catalogue.items()}


def personal_records() -> Iterator[PersonalRecords]:
    for room in rooms().values():
        yield from room.personal


def subscribers(kind: str) -> Iterator[Callable[..., Any]]:
    for room in rooms().values():
        yield from room.subscribers.get(kind, ())


@cache
def fact_labels() -> dict[str, Message]:
    return {kind: label for room in rooms().values() for kind, label in room.facts.items()}


def erasers() -> Iterator[Callable[[UUID | None, UUID], None]]:
    for room in rooms().values():
        if room.erase:
            yield room.erase


def measures() -> Iterator[Measure]:
    for room in rooms().values():
        if room.measures:
            yield from room.measures()


def indicators() -> dict[str, Indicator]:
    return {indicator.code: indicator for room in rooms().values() for indicator in room.indicators}


def counted_kinds() -> set[str]:
    return {kind for room in rooms().values() for kind in room.counts}


def tallies_of(announcement: Any, on: date) -> Iterator[Tally]:
    """What all rooms count of a fact that happened on that day."""
    for room in rooms().values():
        if count := room.counts.get(announcement.kind):
            yield from count(announcement, on)


def surveys() -> dict[str, Callable[[UUID, date], Iterable[Tally]]]:
    return {code: survey for room in rooms().values() for code, survey in room.surveys.items()}


def subjects_of(caller: Caller) -> Iterator[Subject]:
    for room in rooms().values():
        if room.subjects:
            yield from room.subjects(caller)


def card_of(caller: Caller, url_name: str, thing_id: UUID) -> Card | None:
    """None where no room shows such things, or this caller may not see this one."""
    for room in rooms().values():
        if show := room.cards.get(url_name):
            return show(caller, thing_id)
    return None


def people_of(caller: Caller, url_name: str, thing_id: UUID) -> set[UUID]:
    """Who takes part in a thing; nobody where no room says so, or this caller may not see it."""
    for room in rooms().values():
        if people := room.people.get(url_name):
            return set(people(caller, thing_id))
    return set()


def may_open_file(caller: Caller, purpose: str, file_id: UUID) -> bool:
    return any(room.files[purpose](caller, file_id) for room in rooms().values() if purpose in room.files)


def agenda_of(caller: Caller, since: datetime, until: datetime) -> Iterator[AgendaEntry]:
    for room in rooms().values():
        if room.agenda:
            yield from room.agenda(caller, since, until)


def mover_of(key: str) -> Callable[[Caller, str, datetime, datetime], None] | None:
    kind = key.partition(":")[0]
    return next((room.moves[kind] for room in rooms().values() if kind in room.moves), None)


def plan_of(caller: Caller, group_id: UUID) -> Iterator[PlanBar]:
    for room in rooms().values():
        if room.plans:
            yield from room.plans(caller, group_id)


def holdings() -> dict[str, Callable[[UUID], int]]:
    return {what: count for room in rooms().values() for what, count in room.holdings.items()}


def refuse_beyond(organisation_id: UUID, what: str, more: int = 0) -> None:
    """In the transaction of the change, after it was written (then ``more`` is 0), so that two at once are counted."""
    for room in rooms().values():
        if room.bounds:
            room.bounds(organisation_id, what, more)
