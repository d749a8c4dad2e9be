"""A file of questions on its way into a step: what would be kept, and what not and why. Nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, Source, Step
from lyceum.domains.learning.ports import decks
from lyceum.domains.learning.queries.path import taught_path
from lyceum.domains.learning.rules.formats.aiken import read_aiken
from lyceum.domains.learning.rules.formats.detecting import Format, detected
from lyceum.domains.learning.rules.formats.gift import read_gift
from lyceum.domains.learning.rules.formats.moodle import read_moodle
from lyceum.domains.learning.rules.formats.origin import Origin, origin_of, span_of
from lyceum.domains.learning.rules.formats.question_sheet import read_question_sheet
from lyceum.domains.learning.rules.formats.report import (
    Dropped,
    Imported,
    ImportedItem,
    Reason,
    refused,
    shown,
)
from lyceum.domains.learning.rules.formats.sameness import Sameness, sameness
from lyceum.domains.learning.rules.formats.weighing import Words
from lyceum.domains.learning.rules.item import Content
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.actions.storing import Upload
from lyceum.kernel.search.models import Page

MOST_BYTES = 30_000_000
MOST_AT_ONCE = 2_000  # questions; nobody looks through more, and a step is no library
_WORDS = {"fr": Words("Vrai", "Faux"), "en": Words("True", "False")}


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a document on which an imported question stands, found again."""

    document_id: UUID
    version: int
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """``places``: by the item's place in ``items``. ``dropped``: entries left out, and parts that stayed behind."""

    step: Step
    format: str
    items: list[ImportedItem]
    places: dict[int, Place]
    dropped: list[Dropped]

    @property
    def left_out(self) -> list[Dropped]:
        return [one for one in self.dropped if not one.is_part]

    @property
    def without(self) -> list[Dropped]:
        """What came through, but not whole."""
        return [one for one in self.dropped if one.is_part]


def incoming(caller: Caller, path_id: UUID, step_id: UUID, upload: Upload) -> Incoming:
    """Of a path that the caller teaches with. The file is read outside of any transaction, and never beyond the cap."""
    path = taught_path(caller, path_id)
    step: Step | None = path.steps.filter(id=step_id).first()
    if step is None:
        raise NotFound(_("There is no such step on this path."))
    spend("learning.import", str(caller.person_id), capacity=60, per_seconds=600)
    format, read = _read(upload.read(MOST_BYTES + 1), path.language)
    known = known_in(caller, step)
    dropped = list(read.dropped)
    items = []
    for item in read.items[:MOST_AT_ONCE]:
        if (same := sameness(item.content)) in known:
            dropped.append(Dropped(item.key, shown(item.label or item.content.prompt), Reason.DUPLICATE))
        else:
            known.add(same)
            items.append(item)
    if read.kept > MOST_AT_ONCE:
        dropped.append(Dropped("", str(read.kept), Reason.TOO_MANY))
    places = _places(caller, step, items)
    return Incoming(step, format, items, places, [*dropped, *_left_behind(items, places)])


def known_in(caller: Caller, step: Step) -> set[Sameness]:
    """Every question of the step, rejected ones too: what a teacher refused does not come back by a file."""
    kept = Item.objects.within(caller).filter(step=step).values_list("content", flat=True)
    return {sameness(Content.of(content)) for content in kept}


def _read(raw: bytes, language: str) -> tuple[str, Imported]:
    if len(raw) > MOST_BYTES:
        return "", refused(Reason.TOO_BIG)
    found = detected(raw)
    words = _WORDS.get(language, _WORDS["en"])
    match found:
        case Format.GIFT:
            return found, read_gift(raw, words)
        case Format.MOODLE:
            return found, read_moodle(raw, words)
        case Format.AIKEN:
            return found, read_aiken(raw)
        case Format.SHEET:
            return found, read_question_sheet(raw, words)
        case Format.ANKI:
            return found, decks().read(raw)
        case _:
            return "", refused(found)


def _left_behind(items: list[ImportedItem], places: dict[int, Place]) -> Iterable[Dropped]:
    """What a step has no room for, said once for the whole file; a page that was not found, for each."""
    if any(item.schedule for item in items):
        yield Dropped("", "", Reason.SCHEDULE)
    if len({item.category for item in items}) > 1:
        yield Dropped("", "", Reason.CATEGORY)
    if any(item.tags for item in items):
        yield Dropped("", "", Reason.TAGS)
    for at, item in enumerate(items):
        if item.source and at not in places:
            yield Dropped(item.key, shown(item.source), Reason.SOURCE)


def _places(caller: Caller, step: Step, items: list[ImportedItem]) -> dict[int, Place]:
    """Two statements, however many items: the path's documents, and the pages that are named."""
    told = {at: origin for at, item in enumerate(items) if (origin := origin_of(item.source))}
    if not told:
        return {}
    sources = Source.objects.within(caller).filter(path_id=step.path_id).select_related("document")
    documents = {normal(source.document.title): source.document for source in sources}
    numbers = {origin.page for origin in told.values()}
    rows = Page.objects.within(caller).filter(
        version__document__in=[document.id for document in documents.values()], number__in=numbers
    )
    pages = {(p.version.document_id, p.version.number, p.number): p.text for p in rows.select_related("version")}
    found = {}
    for at, origin in told.items():
        place = _place(origin, documents.get(normal(origin.title)), pages)
        if place:
            found[at] = place
    return found


def _place(origin: Origin, document: object, pages: dict[tuple[UUID, int, int], str]) -> Place | None:
    if document is None:
        return None
    key, version = document.id, document.version  # type: ignore[attr-defined]  # search's model, seen as any object
    text = pages.get((key, version, origin.page), "")
    span = span_of(origin.quote, text)
    return Place(key, version, origin.page, *span, text[slice(*span)]) if span else None
