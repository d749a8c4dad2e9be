"""How far one student is on a path: each step open, passed, due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, Memory, Path, Step
from lyceum.domains.learning.queries.learner import today_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound


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
    """Every step of the path in order, for the caller or for another student of theirs. Three statements."""
    return standings_of(caller, path, [person_id or caller.person_id])[person_id or caller.person_id]


def standings_of(caller: Caller, path: Path, person_ids: list[UUID]) -> dict[UUID, list[Standing]]:
    """The same for many students, still in three statements."""
    today = today_of(caller)
    steps = list(path.steps.all())
    totals = dict(
        Item.objects.within(caller)
        .accepted()
        .filter(step__path=path)
        .order_by()
        .values_list("step_id")
        .annotate(total=Count("id"))
    )
    rows = (
        Memory.objects.within(caller)
        .filter(path=path, person_id__in=person_ids, item__state="accepted")
        .order_by()
        .values_list("person_id", "step_id")
        .annotate(met=Count("id"), known=Count("id", filter=Q(last_right=True)), due=Count("id", filter=_due(today)))
    )
    counts = {(person_id, step_id): (met, known, due) for person_id, step_id, met, known, due in rows}
    return {
        person_id: _chained(steps, totals, {s.id: counts.get((person_id, s.id), (0, 0, 0)) for s in steps}, today)
        for person_id in person_ids
    }


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


def last_revised(caller: Caller, path: Path, person_ids: list[UUID]) -> dict[UUID, object]:
    rows = Memory.objects.within(caller).filter(path=path, person_id__in=person_ids).order_by().values_list("person_id")
    return dict(rows.annotate(last=Max("reviewed_at")))


def _due(today: date) -> Q:
    return Q(due_on__lte=today)


def _chained(
    steps: list[Step], totals: Mapping[UUID, int], counts: Mapping[UUID, tuple[int, int, int]], today: date
) -> list[Standing]:
    def standing(step: Step, waits_for: tuple[Step, ...] = ()) -> Standing:
        opens_on = step.opens_on if step.opens_on and step.opens_on > today else None
        return Standing(step, totals.get(step.id, 0), *counts[step.id], waits_for, opens_on)

    passed = {step.id for step in steps if standing(step).is_passed}
    return [standing(s, tuple(r for r in steps if r.id in s.requires and r.id not in passed)) for s in steps]
