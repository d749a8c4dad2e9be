"""Questions from a file into a step: drafts for its teacher to look through, unless they say "accept at once"."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.step import step_of
from lyceum.domains.learning.announcements import ItemsAccepted, ItemsImported
from lyceum.domains.learning.models import Item, Origin, State, Step
from lyceum.domains.learning.queries.imports import Incoming, Place, incoming, known_in
from lyceum.domains.learning.queries.path import path_to_change
from lyceum.domains.learning.rules.formats.report import ImportedItem, Reason
from lyceum.domains.learning.rules.formats.sameness import sameness
from lyceum.kernel.foundation.actions.announcing import announce_all
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.media.actions.storing import Upload


@dataclass(frozen=True, slots=True)
class Arrival:
    """``id``: the client's own, which makes a repeat harmless. ``accept``: students meet the questions at once."""

    id: UUID
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """``count``: questions that are new now; a repeat brings none."""

    found: Incoming
    count: int


def import_items(caller: Caller, path_id: UUID, step_id: UUID, arrival: Arrival, upload: Upload) -> Arrived:
    """All that the file's preview kept, or nothing. The same question is never twice in a step."""
    found = incoming(caller, path_id, step_id, upload)
    if not found.items and all(one.reason is not Reason.DUPLICATE for one in found.dropped):
        raise Invalid(_("Nothing could be read from this file."), code="unreadable")
    with transaction.atomic():
        path = path_to_change(caller, path_id)
        step = step_of(path, step_id)
        made = _new(caller, step, arrival, found)
        Item.objects.bulk_create(made)
        told: list[object] = [ItemsImported(path.id, step.id, len(made))] if made else []
        if made and arrival.accept:
            told.append(ItemsAccepted(path.id, len(made)))
        announce_all(caller, told)
    return Arrived(found, len(made))


def _new(caller: Caller, step: Step, arrival: Arrival, found: Incoming) -> list[Item]:
    """Looked at again behind the path's lock: two who import at once do not double what both bring."""
    ids = [_own_id(arrival.id, item) for item in found.items]
    came = set(Item.objects.within(caller).filter(id__in=ids).values_list("id", flat=True))
    known = known_in(caller, step)
    now = timezone.now() if arrival.accept else None
    last = step.items.count()
    made: list[Item] = []
    for at, (own, item) in enumerate(zip(ids, found.items, strict=True)):
        if own not in came and sameness(item.content) not in known:
            made.append(_item(caller, step, own, item, found.places.get(at), last + len(made), now))
    return made


def _item(
    caller: Caller, step: Step, own: UUID, item: ImportedItem, place: Place | None, position: int, now: datetime | None
) -> Item:
    made = Item(
        id=own,
        organisation_id=step.organisation_id,
        step=step,
        position=position,
        origin=Origin.IMPORTED,
        state=State.ACCEPTED if now else State.DRAFT,
        accepted_at=now,
        accepted_by_id=caller.person_id if now else None,
    )
    made.ask(item.content)
    if place:
        made.document_id, made.version, made.page = place.document_id, place.version, place.page
        made.start, made.end, made.quote = place.start, place.end, place.quote
    return made


def _own_id(import_id: UUID, item: ImportedItem) -> UUID:
    """Of the import's time and the question's content: the same file sent again makes the same ids."""
    digest = sha256(import_id.bytes + repr(item.content).encode()).digest()
    body = bytearray(import_id.bytes[:6] + digest[:10])
    body[6] = (body[6] & 0x0F) | 0x70
    body[8] = (body[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(body))
