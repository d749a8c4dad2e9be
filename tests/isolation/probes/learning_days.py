"""What learning puts into agendas, plans and charts."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.domains.learning.models import Exam, Memory, Review, Step
from lyceum.domains.learning.queries.agenda import _revisions, learning_agenda
from lyceum.domains.learning.queries.drawn import answers_by_week
from lyceum.domains.learning.queries.plan import _shares
from lyceum.domains.learning.queries.progress import accepted_in
from lyceum.kernel.identity.models import GroupMembership
from tests.isolation.probes.learning_place import Course, learning

_DAYS = timedelta(days=60)


def _coming(at: Course) -> list[str]:
    """Exams and steps: revisions are another function's."""
    now = timezone.now()
    keys = [entry.key for entry in learning_agenda(at.caller, now, now + _DAYS)]
    return sorted(key for key in keys if not key.startswith("learning.due:"))


def _opens(at: Course) -> None:
    Step.objects.filter(id=at.step.id).update(opens_on=timezone.now() + timedelta(days=3))


def _ahead(at: Course) -> list[Any]:
    today = timezone.now().date()
    return [(entry.key, entry.title) for entry in _revisions(at.caller, today, today + _DAYS)]


def _in_two_days(_at: Course) -> None:
    Memory.objects.update(due_on=timezone.now().date() + timedelta(days=2))


def _of_class(at: Course) -> dict[UUID, float]:
    (group_id,) = at.path.given_to.group_ids
    totals = accepted_in(at.caller, [at.step.id])
    return _shares(at.caller, group_id, [at.path], {at.path.id}, [at.step], totals)


learning("queries.agenda.learning_agenda", _coming, first=_opens, moved=(Exam, Step))
learning("queries.agenda._revisions", _ahead, first=_in_two_days, moved=(Memory,), given=(Memory,))
learning(
    "queries.drawn.answers_by_week",
    lambda at: answers_by_week(at.caller, at.path),
    moved=(Review,),
    given=(Review,),
)
learning("queries.plan._shares", _of_class, moved=(GroupMembership,))
