"""Exams: dates towards which a path's revisions are steered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import ExamRemoved, ExamSet
from lyceum.domains.learning.models import Exam
from lyceum.domains.learning.queries.path import path_to_change
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid


@dataclass(frozen=True, slots=True)
class ExamText:
    """``step_ids``: what it covers; none means the whole path. ``weight``: against other exams, 1 is ordinary."""

    title: str
    held_on: date
    step_ids: tuple[UUID, ...] = ()
    weight: float = 1.0


@transaction.atomic
def set_exam(caller: Caller, path_id: UUID, exam_id: UUID, text: ExamText) -> Exam:
    """Made, or changed, under the id that the client made."""
    path = path_to_change(caller, path_id)
    fields = {}
    if not 0 < len(text.title.strip()) <= 120:
        fields["title"] = [_("Give it a title of at most %(most)s characters.") % {"most": 120}]
    if not 0 < text.weight <= 10:
        fields["weight"] = [_("A weight above 0, up to 10.")]
    if not set(text.step_ids) <= set(path.steps.values_list("id", flat=True)):
        fields["step_ids"] = [_("An exam covers steps of its own path.")]
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)
    exam, _is_new = Exam.objects.update_or_create(
        id=exam_id,
        path=path,
        organisation_id=path.organisation_id,
        defaults={
            "title": text.title.strip(),
            "held_on": text.held_on,
            "weight": text.weight,
            "steps": list(text.step_ids),
        },
    )
    announce(caller, ExamSet(path.id, exam.id))
    return exam


@transaction.atomic
def remove_exam(caller: Caller, path_id: UUID, exam_id: UUID) -> None:
    """Idempotent."""
    path = path_to_change(caller, path_id)
    if path.exams.filter(id=exam_id).delete()[0]:
        announce(caller, ExamRemoved(path.id, exam_id))
