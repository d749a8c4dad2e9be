"""The drafts of a path one after another, each beside the page on which it stands."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from lyceum.domains.learning.models import Item, Path, State, Step
from lyceum.domains.learning.queries.item import items_to_review
from lyceum.domains.learning.queries.path import taught_path
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.search.queries.documents import page_text


@dataclass(frozen=True, slots=True)
class Quoted:
    """A page of the document, cut around the words on which the question stands."""

    document_id: UUID
    title: str
    language: str
    version: int
    number: int
    label: str
    pages: int
    before: str
    words: str
    after: str
    start: int
    end: int
    is_older: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step and how many of its questions await a decision."""

    step: Step
    count: int


@dataclass(frozen=True, slots=True)
class Reviewing:
    """``item``: the one in hand, none when all is decided. ``place``: which one it is, from 1."""

    path: Path
    steps: list[Waiting]
    step_id: UUID | None
    item: Item | None
    ids: list[UUID]
    place: int
    previous: UUID | None
    next: UUID | None
    accepted: int
    rejected: int

    @property
    def left(self) -> int:
        return len(self.ids)

    @property
    def whole_step(self) -> UUID | None:
        """The step of all that is shown; none where they are of several."""
        return self.step_id or (self.steps[0].step.id if len(self.steps) == 1 else None)

    @property
    def done(self) -> int:
        return self.accepted + self.rejected

    @property
    def all(self) -> int:
        return self.done + sum(waiting.count for waiting in self.steps)


def reviewing(caller: Caller, path_id: UUID, step_id: UUID | None = None, at: UUID | None = None) -> Reviewing:
    """``at``: the one to show; the first that waits where it is none of them (any more)."""
    path = taught_path(caller, path_id)
    rows = items_to_review(caller, path_id, step_id)
    ids = list(rows.values_list("id", flat=True))
    place = ids.index(at) if at in ids else 0
    counts = _counts(caller, path)
    waiting = [Waiting(step, counts[step.id, State.DRAFT] + counts[step.id, State.STALE]) for step in path.steps.all()]
    return Reviewing(
        path=path,
        steps=[one for one in waiting if one.count],
        step_id=step_id,
        item=rows.get(id=ids[place]) if ids else None,
        ids=ids,
        place=place + 1,
        previous=ids[place - 1] if place else None,
        next=ids[place + 1] if place + 1 < len(ids) else None,
        accepted=sum(count for (_step, state), count in counts.items() if state == State.ACCEPTED),
        rejected=sum(count for (_step, state), count in counts.items() if state == State.REJECTED),
    )


def quoted(caller: Caller, item: Item, *, as_now: bool = False) -> Quoted | None:
    """The page as it was quoted, or as it stands in the version in use; none where it cannot be read any more."""
    if item.document_id is None:
        return None
    try:
        page = page_text(caller, item.document_id, item.page, 0 if as_now else item.version)
    except NotFound:
        return None
    is_same = page.version.number == item.version
    start, end = (item.start, item.end) if is_same else _found(page.text, item.quote)
    return Quoted(
        document_id=item.document_id,
        title=page.version.document.title,
        language=page.version.document.language,
        version=page.version.number,
        number=page.number,
        label=page.label,
        pages=page.version.pages,
        before=page.text[:start],
        words=page.text[start:end],
        after=page.text[end:],
        start=start,
        end=end,
        is_older=page.version.number < page.version.document.version,
    )


def _found(text: str, words: str) -> tuple[int, int]:
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else (0, 0)


def _counts(caller: Caller, path: Path) -> Counter[tuple[UUID, str]]:
    rows = Item.objects.within(caller).filter(step__path=path).order_by().values_list("step_id", "state")
    return Counter({(step_id, state): count for step_id, state, count in rows.annotate(count=Count("id"))})
