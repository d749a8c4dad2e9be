"""The questions of a path in the words of other programs, with what each format cannot say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, Memory, Path, Review
from lyceum.domains.learning.permissions import may_change
from lyceum.domains.learning.ports import decks
from lyceum.domains.learning.queries.path import path_for
from lyceum.domains.learning.rules.formats.aiken import write_aiken
from lyceum.domains.learning.rules.formats.detecting import Format
from lyceum.domains.learning.rules.formats.gift_writing import write_gift
from lyceum.domains.learning.rules.formats.moodle_writing import write_moodle
from lyceum.domains.learning.rules.formats.origin import origin_line
from lyceum.domains.learning.rules.formats.question_sheet import write_question_sheet
from lyceum.domains.learning.rules.formats.report import Exported, ImportedItem, PastReview, Schedule
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.sheet import delimiter_for


@dataclass(frozen=True, slots=True)
class Outgoing:
    """``total``: accepted questions of the path; ``said``: those that the format could say."""

    path: Path
    format: Format
    total: int
    said: Exported


def outgoing(caller: Caller, path_id: UUID, format: str) -> Outgoing:
    """For a teacher of the path any format; for its student a deck, with what they remember of each question."""
    if format not in set(Format):
        raise NotFound(_("There is no such format."))
    path = path_for(caller, path_id)
    teaches = may_change(caller, path)
    if not teaches and format != Format.ANKI:
        raise NotAllowed(_("Students take the questions of their path away as a deck of cards."))
    items = list(_accepted(caller, path))
    schedules = {} if teaches else _schedules(caller, path)
    said = [_said(path, item, schedules.get(item.id)) for item in items]
    return Outgoing(path, Format(format), len(items), _written(caller, path, Format(format), said))


def _accepted(caller: Caller, path: Path) -> Iterable[Item]:
    rows = Item.objects.within(caller).accepted().filter(step__path=path).select_related("step", "document")
    found: Iterable[Item] = rows.order_by("step__position", "position", "id")
    return found


def _said(path: Path, item: Item, schedule: Schedule | None) -> ImportedItem:
    source = origin_line(item.document.title, item.page, item.quote) if item.document and item.quote else ""
    return ImportedItem(item.asks, (path.name, item.step.title), key=f"{item.id}", source=source, schedule=schedule)


def _written(caller: Caller, path: Path, format: Format, items: list[ImportedItem]) -> Exported:
    match format:
        case Format.GIFT:
            return write_gift(items)
        case Format.MOODLE:
            return write_moodle(items)
        case Format.AIKEN:
            return write_aiken(items)
        case Format.SHEET:
            return write_question_sheet(items, delimiter=delimiter_for(caller.language))
        case Format.ANKI:
            return decks().write(items, path.name)


def _schedules(caller: Caller, path: Path) -> dict[UUID, Schedule]:
    """Of the caller's own memory."""
    past: dict[UUID, list[PastReview]] = {}
    told = Review.objects.within(caller).own(caller).filter(item__step__path=path).order_by("answered_at", "id")
    for item_id, at, rating, seconds in told.values_list("item_id", "answered_at", "rating", "seconds"):
        past.setdefault(item_id, []).append(PastReview(at, rating, float(seconds)))
    memories = Memory.objects.within(caller).own(caller).filter(path=path)
    return {memory.item_id: _schedule(memory, tuple(past.get(memory.item_id, ()))) for memory in memories}


def _schedule(memory: Memory, past: tuple[PastReview, ...]) -> Schedule:
    due = datetime.combine(memory.due_on, time(4), UTC)  # when a day of Anki begins
    interval = max(0, (memory.due_on - memory.reviewed_at.date()).days)
    return Schedule(
        due=due,
        interval=float(interval),
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=memory.reviewed_at,
        reviews=past,
        lapses=memory.lapses,
    )
