"""What came in from a file, or went out to one, and what did not, with the reason: one shape for every format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from lyceum.domains.learning.rules.item import Content, Fault, faults

MOST_ITEMS = 20_000
MOST_DROPPED = 2_000  # lines of a report; a hostile file has more faults than anybody reads
LONGEST = 20_000  # characters of all the texts of one item
_SHOWN = 120


class Reason(StrEnum):
    """Why something did not come through. The interface says each in the reader's language."""

    # the whole file
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"
    WRONG_FORMAT = "wrong_format"
    BROKEN = "broken"
    UNSAFE = "unsafe"
    LOCKED = "locked"
    TOO_MANY = "too_many"
    NO_COLUMN = "no_column"
    # one entry
    UNREADABLE = "unreadable"
    NOT_A_QUESTION = "not_a_question"
    UNKNOWN_KIND = "unknown_kind"
    UNSAYABLE = "unsayable"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    INACTIVE = "inactive"
    UNKNOWN_REFERENCE = "unknown_reference"
    NO_PROMPT = "no_prompt"
    NO_ANSWER = "no_answer"
    GAPS_DIFFER = "gaps_differ"
    FEW_CHOICES = "few_choices"
    SAME_CHOICES = "same_choices"
    NONE_RIGHT = "none_right"
    ALL_RIGHT = "all_right"
    FEW_PARTS = "few_parts"
    # a part of an entry that came through without it
    SAME_KEY = "same_key"
    PICTURE = "picture"
    SOUND = "sound"
    PARTIAL_CREDIT = "partial_credit"
    WILDCARD = "wildcard"
    FEEDBACK = "feedback"
    HINTS = "hints"
    EXPLANATION = "explanation"
    UNITS = "units"
    TOLERANCE = "tolerance"
    ALTERNATIVES = "alternatives"
    WRONG_ANSWERS = "wrong_answers"
    CHOICES = "choices"
    LINES = "lines"
    SPELLING = "spelling"
    SOURCE = "source"
    TAGS = "tags"
    CATEGORY = "category"
    SCHEDULE = "schedule"


_OF_A_PART = frozenset(list(Reason)[list(Reason).index(Reason.SAME_KEY) :])


@dataclass(frozen=True, slots=True)
class Dropped:
    """``where``: the line's number, or the source's own id, as text; empty for the whole file."""

    where: str
    what: str
    reason: Reason

    @property
    def is_part(self) -> bool:
        """The entry itself came through."""
        return self.reason in _OF_A_PART


@dataclass(frozen=True, slots=True)
class PastReview:
    """``rating``: 1 again, 2 hard, 3 good, 4 easy."""

    at: datetime
    rating: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How well somebody remembers an item. Times are aware; ``interval`` in days; ``ease`` as 2.5; FSRS or None."""

    due: datetime | None = None
    interval: float = 0.0
    ease: float | None = None
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None
    reviews: tuple[PastReview, ...] = ()
    lapses: int = 0
    is_suspended: bool = False


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """An item on its way in or out. ``key``: the other program's own id; ``source``: the page it comes from."""

    content: Content
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    label: str = ""
    key: str = ""
    source: str = ""
    schedule: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    items: list[ImportedItem]
    dropped: list[Dropped]

    @property
    def kept(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Exported:
    body: bytes
    kept: int
    dropped: list[Dropped]


@dataclass(slots=True)
class Report:
    """Fills while a file is read or written."""

    items: list[ImportedItem] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _seen: set[ImportedItem] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        return len(self.items) >= MOST_ITEMS

    def keep(self, item: ImportedItem, where: str, lost: Iterable[Reason] = ()) -> None:
        """Unless it cannot be asked, is there already, or is one too many. ``lost``: what it comes without."""
        what = item.label or item.content.prompt
        fault = next(faults(item.content), None) or too_long(item.content)
        bare = replace(item, key="", schedule=None)
        if fault:
            self.drop(where, what, reason_of(fault))
        elif bare in self._seen:
            self.drop(where, what, Reason.DUPLICATE)
        elif self.is_full:
            self.drop(where, what, Reason.TOO_MANY)
        else:
            self._seen.add(bare)
            self.items.append(self._with_own_key(item, where))
            self.drop_all(where, what, lost)

    def drop(self, where: str, what: str, reason: Reason) -> None:
        if len(self.dropped) == MOST_DROPPED:
            self.dropped.append(Dropped("", "", Reason.TOO_MANY))
        if len(self.dropped) < MOST_DROPPED:
            self.dropped.append(Dropped(where, shown(what), reason))

    def drop_all(self, where: str, what: str, reasons: Iterable[Reason]) -> None:
        for reason in dict.fromkeys(reasons):
            self.drop(where, what, reason)

    def imported(self) -> Imported:
        if not self.items and not self.dropped:
            self.drop("", "", Reason.EMPTY)
        return Imported(self.items, self.dropped)

    def _with_own_key(self, item: ImportedItem, where: str) -> ImportedItem:
        if item.key in self._keys:
            self.drop(where, item.key, Reason.SAME_KEY)
            return replace(item, key="")
        if item.key:
            self._keys.add(item.key)
        return item


Say = Callable[[ImportedItem], tuple[str | None, list[Reason]]]


def said(items: Iterable[ImportedItem], say: Say) -> tuple[list[tuple[ImportedItem, str]], list[Dropped]]:
    """Every item as a format says it, and what the format cannot say. ``say``: the text or None, and the losses."""
    report, spoken = Report(), []
    for place, item in enumerate(items, 1):
        text, lost = say(item)
        if text is not None:
            spoken.append((item, text))
        report.drop_all(item.key or str(place), item.label or item.content.prompt, lost)
    return spoken, report.dropped


def refused(reason: Reason, what: str = "", where: str = "") -> Imported:
    """Nothing of the file could be read."""
    return Imported([], [Dropped(where, shown(what), reason)])


def reason_of(fault: Fault | Reason) -> Reason:
    return Reason(fault.value)


def shown(what: str) -> str:
    """One line of a report."""
    line = " ".join(what[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def too_long(content: Content) -> Reason | None:
    return Reason.TOO_LONG if sum(map(len, texts(content))) > LONGEST else None


def texts(content: Content) -> Iterator[str]:
    """Every text of an item."""
    yield from (content.prompt, content.unit, content.explanation)
    yield from (*content.answers, *content.hints, *content.sequence)
    for several in (*content.gaps, *content.pairs):
        yield from several
    for choice in content.choices:
        yield from (choice.text, choice.feedback)
