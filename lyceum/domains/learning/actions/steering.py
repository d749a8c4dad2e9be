"""When exams or what is known of a memory change, what is due moves with them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.domains.learning.actions.remembering import STEERED
from lyceum.domains.learning.models import Exam, Learner, Memory, Path, Review
from lyceum.domains.learning.queries.asking import standing_of
from lyceum.domains.learning.queries.learner import day_in, memory_model_of
from lyceum.domains.learning.queries.steering import steering_for
from lyceum.domains.learning.rules.fitting import fit
from lyceum.domains.learning.rules.memory import Review as Answered
from lyceum.domains.learning.rules.schedule import resteered
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.identity.models import Organisation, Person

NEW_ENOUGH = 400  # answers since the last fit, before another is worth its time
AT_ONCE = 2000


@job()
def resteer(organisation_id: UUID, path_id: UUID, person_id: UUID | None = None) -> None:
    """What each student of the path has met is due when the exams ahead want it. Idempotent."""
    path = Path.objects.filter(id=path_id).first()
    if path is None:
        return
    people = Memory.objects.filter(path=path).order_by().values_list("person_id", flat=True).distinct()
    for one in people.filter(person_id=person_id) if person_id else people:
        _resteer(path, one)


@job(every="47 2 * * *")
def steer_every_night(organisation_id: UUID | None) -> None:
    """Exams that are over let go of what they held; students with many new answers get their own parameters."""
    for each in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each):
            yesterday = timezone.now().date() - timedelta(days=2)
            over = Exam.objects.filter(organisation_id=each, held_on__gte=yesterday, held_on__lte=timezone.now().date())
            for path_id in set(over.values_list("path_id", flat=True)):
                resteer.later(organisation_id=each, path_id=path_id, once=f"{path_id}")
            for learner in Learner.objects.filter(organisation_id=each):
                answers = Review.objects.filter(organisation_id=each, person_id=learner.person_id).count()
                if answers >= learner.fitted_on + NEW_ENOUGH:
                    fit_learner.later(organisation_id=each, learner_id=learner.id, once=f"{learner.id}")


@job()
def fit_learner(organisation_id: UUID, learner_id: UUID) -> None:
    """From all their answers; kept only where it foresees later answers better than what there was."""
    learner: Learner | None = Learner.objects.select_related("person").filter(id=learner_id).first()
    if learner is None:
        return
    items = _histories(learner)
    found = fit(items, memory_model_of(learner).weights)
    learner.fitted_at, learner.fitted_on = timezone.now(), sum(map(len, items))
    if found.is_better:
        learner.parameters, learner.log_loss = list(found.weights), found.after
    with transaction.atomic():
        learner.save(update_fields=["parameters", "log_loss", "fitted_at", "fitted_on"])
        if found.is_better:
            paths = Memory.objects.filter(person_id=learner.person_id).order_by().values_list("path_id", flat=True)
            for path_id in paths.distinct():
                resteer.later(organisation_id=organisation_id, path_id=path_id, person_id=learner.person_id)


def _histories(learner: Learner) -> list[Sequence[Answered]]:
    rows = Review.objects.filter(person_id=learner.person_id).order_by("item_id", "answered_at", "id")
    items: dict[UUID, list[Answered]] = {}
    zone = learner.person.time_zone
    for key, item_id, answered_at, rating in rows.values_list("id", "item_id", "answered_at", "rating").iterator():
        items.setdefault(item_id, []).append(Answered(str(key), day_in(zone, answered_at), rating))
    return list(items.values())


def _resteer(path: Path, person_id: UUID) -> None:
    person = Person.objects.get(id=person_id)
    learner = Learner.objects.filter(organisation_id=path.organisation_id, person=person).first()
    learner = learner or Learner(organisation_id=path.organisation_id, person=person)
    today = day_in(person.time_zone, timezone.now())
    with transaction.atomic():
        Learner.objects.select_for_update().filter(id=learner.id).first()  # no answer is kept meanwhile
        steering = steering_for(path, learner, today)
        rows = list(Memory.objects.filter(path=path, person=person).select_related("item"))
        for memory in rows:
            exams = steering.exams_of(memory.step_id)
            before = standing_of(memory, memory.item, person.time_zone)
            now = resteered(before, today, exams, steering.preferences, steering.model)
            memory.due_on, memory.exam_on, memory.exam_recall = now.due_on, now.exam_on, now.exam_recall
        Memory.objects.bulk_update(rows, STEERED, batch_size=AT_ONCE)
