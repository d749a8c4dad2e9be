"""What learning puts into an agenda: revisions due by day, exams, the days on which steps open."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.learning.models import Exam, Memory, Path, Status, Step
from lyceum.domains.learning.permissions import may_study
from lyceum.domains.learning.queries.asking import due_counts
from lyceum.domains.learning.queries.learner import day_of, today_of
from lyceum.domains.learning.queries.path import studied_paths, taught_paths
from lyceum.domains.learning.queries.steering import ANSWERS_PER_MINUTE
from lyceum.kernel.foundation.rules.agenda import AgendaEntry
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 200


def learning_agenda(caller: Caller, since: datetime, until: datetime) -> Iterator[AgendaEntry]:
    """Of the paths that the caller studies or teaches with themselves. As many statements, however many."""
    first, last = day_of(caller, since), day_of(caller, until - timedelta(microseconds=1))
    if may_study(caller):
        yield from _revisions(caller, first, last)
    paths = {path.id: path for path in _own_paths(caller)[:MOST]}
    for exam in Exam.objects.within(caller).filter(path__in=paths, held_on__range=(first, last)):
        yield _exam(caller, paths[exam.path_id], exam)
    for step in Step.objects.within(caller).filter(path__in=paths, opens_on__range=(first, last)):
        yield _opening(caller, paths[step.path_id], step)


def day_bounds(caller: Caller, first: date, last: date) -> tuple[datetime, datetime]:
    """From the first midnight of ``first`` to the last of ``last``, by the caller's clock."""
    zone = ZoneInfo(caller.time_zone)
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


def _revisions(caller: Caller, first: date, last: date) -> Iterator[AgendaEntry]:
    """What is overdue stands on today; what is past is past."""
    today, paths = today_of(caller), list(studied_paths(caller)[:MOST])
    if first <= today <= last and (due := sum(due_counts(caller, paths).values())):
        yield _revision(caller, today, due)
    ahead = Memory.objects.within(caller).own(caller).filter(path__in=paths, item__state="accepted")
    ahead = ahead.filter(due_on__range=(max(first, today + timedelta(days=1)), last))
    for day, due in ahead.order_by("due_on").values_list("due_on").annotate(due=Count("id")):
        yield _revision(caller, day, due)


def _revision(caller: Caller, day: date, due: int) -> AgendaEntry:
    starts_at, ends_at = day_bounds(caller, day, day)
    minutes = max(1, round(due / ANSWERS_PER_MINUTE))
    return AgendaEntry(
        key=f"learning.due:{day.isoformat()}",
        title=ngettext("%(count)s question to revise", "%(count)s questions to revise", due) % {"count": due},
        starts_at=starts_at,
        ends_at=ends_at,
        url=reverse("learning:paths"),
        icon="graduation-cap",
        detail=_("about %(minutes)s min") % {"minutes": minutes},
        all_day=True,
        tone="success",
    )


def _exam(caller: Caller, path: Path, exam: Exam) -> AgendaEntry:
    starts_at, ends_at = day_bounds(caller, exam.held_on, exam.held_on)
    return AgendaEntry(
        key=f"learning.exam:{exam.id}",
        title=exam.title,
        starts_at=starts_at,
        ends_at=ends_at,
        url=reverse("learning:path", args=[path.id]),
        icon="target",
        detail=path.name,
        all_day=True,
        tone="error",
    )


def _opening(caller: Caller, path: Path, step: Step) -> AgendaEntry:
    assert step.opens_on
    starts_at, ends_at = day_bounds(caller, step.opens_on, step.opens_on)
    return AgendaEntry(
        key=f"learning.step:{step.id}",
        title=_("Opens: %(step)s") % {"step": step.title},
        starts_at=starts_at,
        ends_at=ends_at,
        url=reverse("learning:path", args=[path.id]),
        icon="book-open",
        detail=path.name,
        all_day=True,
        tone="info",
    )


def _own_paths(caller: Caller) -> QuerySet[Path]:
    """Whoever oversees the school has not everybody's exams in their agenda."""
    taught = taught_paths(caller).filter(teachers__person_id=caller.person_id, status=Status.ACTIVE)
    both = Q(id__in=taught.order_by().values("id")) | Q(id__in=studied_paths(caller).order_by().values("id"))
    found: QuerySet[Path] = Path.objects.filter(both).order_by("name", "id")
    return found
