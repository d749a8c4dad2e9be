"""``announce``: a fact is written with the change that made it true, and told after commit."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.transaction import get_connection

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.models import Announcement, Receipt
from lyceum.kernel.foundation.rules.caller import Anyone, Individual

_encode = DjangoJSONEncoder().default


def announce(caller: Anyone, fact: Any, *, about: UUID | None = None) -> Announcement:
    """Write the fact to the trail and have its subscribers told. Must run inside the action's transaction.

    ``fact`` is a frozen dataclass of ids and plain labels: a ``SeatsBooked`` of room ``events`` becomes the
    kind ``events.seats_booked``. ``about``: the organisation whose trail it belongs to, when the caller stands
    in none (an operator); its scope must be entered.
    """
    return announce_all(caller, [fact], about=about)[0]


def announce_all(caller: Anyone, facts: Iterable[Any], *, about: UUID | None = None) -> list[Announcement]:
    """The same for the many facts of one act, in two statements however many.

    A fact whose class says ``urgent = True`` is told before the others: somebody waits for what follows.
    """
    if not get_connection().in_atomic_block:
        raise RuntimeError("announce() belongs inside the transaction of the fact")
    organisation_id = about or getattr(caller, "organisation_id", None)
    facts = list(facts)
    made = Announcement.objects.bulk_create([_row(caller, fact, organisation_id) for fact in facts])
    heard = [(fact, row) for fact, row in zip(facts, made, strict=True) if next(registry.subscribers(row.kind), None)]
    for urgent in (True, False):
        told = [{"announcement_id": row.id} for fact, row in heard if getattr(fact, "urgent", False) is urgent]
        tell_subscribers.later_each(organisation_id=organisation_id, arguments=told, urgent=urgent)
    return made


def _row(caller: Anyone, fact: Any, organisation_id: UUID | None) -> Announcement:
    return Announcement(
        organisation_id=organisation_id,
        person_id=caller.person_id if isinstance(caller, Individual) else None,
        kind=kind_of(fact),
        payload=_payload(fact),
        network=caller.origin.network,
        client=caller.origin.client,
        request_id=caller.origin.request_id,
    )


def kind_of(fact: Any) -> str:
    """``lyceum.kernel.identity.announcements.MemberInvited`` → ``identity.member_invited``."""
    cls = fact if isinstance(fact, type) else type(fact)
    room = cls.__module__.split(".")[2]
    return f"{room}.{re.sub(r'(?<!^)(?=[A-Z])', '_', cls.__name__).lower()}"


@job(queue="announcements")
def tell_subscribers(organisation_id: UUID | None, announcement_id: UUID) -> None:
    announcement = Announcement.objects.get(id=announcement_id)
    for subscriber in registry.subscribers(announcement.kind):
        _tell_once(subscriber, announcement)


def _tell_once(subscriber: Any, announcement: Announcement) -> None:
    name = f"{subscriber.__module__}.{subscriber.__qualname__}"
    try:
        with transaction.atomic():
            Receipt.objects.create(announcement_id=announcement.id, subscriber=name)
            subscriber(announcement)
    except IntegrityError:
        if not Receipt.objects.filter(announcement_id=announcement.id, subscriber=name).exists():
            raise


def _payload(fact: Any) -> dict[str, Any]:
    if not is_dataclass(fact):
        raise TypeError("a fact is a frozen dataclass")
    return {f.name: _plain(getattr(fact, f.name)) for f in fields(fact)}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return _encode(value)
