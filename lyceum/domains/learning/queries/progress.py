"""How far one student is on a path: each step open, passed, due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, Memory, Path, State, Step
from lyceum.domains.learning.queries.learner import today_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound

Counts = tuple[int, int, int]  # met, known, due
_NONE: Counts = (0, 0, 0)
_NOT_ASKED = [state for state in State if state != State.ACCEPTED]


@dataclass(frozen=True, slots=True)
class Standing:
    """One student in one step. ``total``: accepted items; ``met``: asked at least once; ``known``: right last time."""

    step: Step
    total: int
    met: int
    known: int
    due: int
    waits_for: tuple[Step, ...]  # steps to pass first
    opens_on: date | None  # a day to come

    @property
    def is_open(self) -> bool:
        return not self.waits_for and self.opens_on is None

    @property
    def share(self) -> float:
        """Known of all, 0 to 1; a step to read only, without items, is done."""
        return self.known / self.total if self.total else 1.0

    @property
    def is_passed(self) -> bool:
        return self.share >= self.step.pass_mark

    @property
    def new(self) -> int:
        return self.total - self.met


def standings(caller: Caller, path: Path, person_id: UUID | None = None) -> list[Standing]:
    """Every step of the path in order, for the caller or for another student of theirs. Four statements."""
    return standings_of(caller, path, [person_id or caller.person_id])[person_id or caller.person_id]


def standings_of(caller: Caller, path: Path, person_ids: list[UUID]) -> dict[UUID, list[Standing]]:
    """The same for many students, in four statements."""
    today = today_of(caller)
    steps = list(path.steps.all())
    totals = accepted_in(caller, [step.id for step in steps])
    counts = counted(caller, [path.id], steps, person_ids)
    return {
        person_id: _chained(steps, totals, {s.id: counts.get((person_id, s.id), _NONE) for s in steps}, today)
        for person_id in person_ids
    }


def accepted_in(caller: Caller, step_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many questions each step asks."""
    rows = Item.objects.within(caller).accepted().filter(step__in=step_ids)
    return dict(rows.order_by().values_list("step_id").annotate(total=Count("*")))


def counted(
    caller: Caller, path_ids: Sequence[UUID], steps: Sequence[Step], person_ids: Sequence[UUID]
) -> Mapping[tuple[UUID, UUID], Counts]:
    """By person and step. All are counted from an index alone, then those taken off whose question is not asked now:
    these are few, and 100,000 memories are not each looked up by their question."""
    memories = Memory.objects.within(caller).filter(path__in=path_ids, person__in=person_ids)
    withdrawn = Item.objects.within(caller).filter(step__in=[step.id for step in steps], state__in=_NOT_ASKED)
    told: Counter[tuple[UUID, UUID, str]] = Counter()
    for sign, rows in ((1, memories), (-1, memories.filter(item__in=withdrawn))):
        for person_id, step_id, met, known, due in _by_step(rows, today_of(caller)):
            told.update({(person_id, step_id, "met"): sign * met})
            told.update({(person_id, step_id, "known"): sign * known})
            told.update({(person_id, step_id, "due"): sign * due})
    return {(p, s): (told[p, s, "met"], told[p, s, "known"], told[p, s, "due"]) for p, s, _name in told}


def _by_step(memories: QuerySet[Memory], today: date) -> QuerySet[Memory, tuple[UUID, UUID, int, int, int]]:
    return (
        memories.order_by()
        .values_list("person_id", "step_id")
        .annotate(
            met=Count("*"),
            known=Count("last_right", filter=Q(last_right=True)),
            due=Count("due_on", filter=Q(due_on__lte=today)),
        )
    )


def open_step(caller: Caller, path: Path, step_id: UUID) -> Step:
    """One that the caller may revise now. Raises NotFound, or Conflict saying what it waits for."""
    standing = next((s for s in standings(caller, path) if s.step.id == step_id), None)
    if standing is None:
        raise NotFound(_("There is no such step on this path."))
    if standing.opens_on:
        day = date_format(standing.opens_on, "DATE_FORMAT")
        raise Conflict(_("This step opens on %(day)s.") % {"day": day}, code="step_closed")
    if standing.waits_for:
        first = standing.waits_for[0].title
        raise Conflict(_("Pass “%(step)s” first.") % {"step": first}, code="step_closed")
    return standing.step


def share_of(found: list[Standing]) -> float:
    """Of a whole path: items known of all items, 0 to 1."""
    total = sum(standing.total for standing in found)
    return sum(standing.known for standing in found) / total if total else 0.0


def next_due(caller: Caller, path: Path) -> date | None:
    """The day on which something of the path comes back to the caller."""
    rows = Memory.objects.within(caller).own(caller).filter(path=path, due_on__gt=today_of(caller))
    found: date | None = rows.order_by("due_on").values_list("due_on", flat=True).first()
    return found


def _chained(
    steps: list[Step], totals: Mapping[UUID, int], counts: Mapping[UUID, tuple[int, int, int]], today: date
) -> list[Standing]:
    def standing(step: Step, waits_for: tuple[Step, ...] = ()) -> Standing:
        opens_on = step.opens_on if step.opens_on and step.opens_on > today else None
        return Standing(step, totals.get(step.id, 0), *counts[step.id], waits_for, opens_on)

    passed = {step.id for step in steps if standing(step).is_passed}
    return [standing(s, tuple(r for r in steps if r.id in s.requires and r.id not in passed)) for s in steps]
