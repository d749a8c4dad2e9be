"""Results of a path's students as one table: a page to print, a file for a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Path, Revision, Step
from lyceum.domains.learning.queries.path import students_of, taught_path
from lyceum.domains.learning.queries.progress import share_of, standings_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.sheet import Cell
from lyceum.kernel.identity.models import Membership


@dataclass(frozen=True, slots=True)
class Result:
    """``share`` and ``steps``: known, 0 to 100, the path's and each step's in order (none: no question there).

    ``right``: of the answers, 0 to 100.
    """

    member: Membership
    share: int
    steps: Sequence[int | None]
    revisions: int
    answers: int
    right: int | None
    minutes: int
    seen_at: datetime | None

    def line(self) -> list[Cell]:
        person, seen = self.member.person, f"{localtime(self.seen_at):%Y-%m-%d %H:%M}" if self.seen_at else None
        sums = [self.share, self.revisions, self.answers, self.right, self.minutes]
        return [f"{person}", person.email, *sums, seen, *self.steps]


@dataclass(frozen=True, slots=True)
class Results:
    path: Path
    steps: Sequence[Step]
    rows: Sequence[Result]

    @property
    def share(self) -> int:
        return round(sum(row.share for row in self.rows) / len(self.rows)) if self.rows else 0

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def answers(self) -> int:
        return sum(row.answers for row in self.rows)

    def table(self) -> tuple[list[str], list[list[Cell]]]:
        """Its head and its lines; times as a spreadsheet sorts them."""
        head = [_("Student"), _("E-mail address"), _("Known (%)"), _("Revisions"), _("Answers"), _("Right (%)")]
        head += [_("Minutes"), _("Last seen"), *(_("%(step)s (%%)") % {"step": step.title} for step in self.steps)]
        return head, [row.line() for row in self.rows]


def results(caller: Caller, path_id: UUID) -> Results:
    """By name. As many statements for thirty students as for one."""
    path = taught_path(caller, path_id)
    members = list(students_of(caller, path))
    known = standings_of(caller, path, [member.person_id for member in members])
    sums = _sums(caller, path)
    rows = []
    for member in members:
        steps, summed = known[member.person_id], sums.get(member.person_id, {})
        answers = summed.get("told") or 0
        rows.append(
            Result(
                member=member,
                share=round(100 * share_of(steps)),
                steps=[round(100 * step.share) if step.total else None for step in steps],
                revisions=summed.get("sittings", 0),
                answers=answers,
                right=round(100 * summed["known"] / answers) if answers else None,
                minutes=round((summed.get("time") or 0) / 60),
                seen_at=summed.get("seen"),
            )
        )
    return Results(path, list(path.steps.all()), rows)


def _sums(caller: Caller, path: Path) -> dict[UUID, dict[str, Any]]:
    rows = Revision.objects.within(caller).filter(path=path, answered__gt=0).order_by().values("person_id")
    told = rows.annotate(
        sittings=Count("id"), told=Sum("answered"), known=Sum("right"), time=Sum("seconds"), seen=Max("created_at")
    )
    return {one["person_id"]: dict(one) for one in told}
