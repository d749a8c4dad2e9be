"""The steps of a path: added, changed, put in order, removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import StepChanged
from lyceum.domains.learning.models import Path, Step
from lyceum.domains.learning.queries.path import path_to_change, refuse_stale
from lyceum.domains.learning.rules.gates import circle_in
from lyceum.kernel.foundation.actions.announcing import announce, announce_all
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class StepText:
    """What its teacher decides. ``requires``: ids of steps of the same path. Pages are those of ``document_id``."""

    title: str
    objective: str = ""
    body: str = ""
    opens_on: date | None = None
    pass_mark: float = 0.7
    requires: tuple[UUID, ...] = ()
    document_id: UUID | None = None
    first_page: int | None = None
    last_page: int | None = None
    id: UUID | None = None


def add_steps(caller: Caller, path: Path, texts: Sequence[StepText]) -> list[Step]:
    """At the end of the path, in the caller's transaction. A step whose id is there already is left as it is."""
    known = set(path.steps.values_list("id", flat=True))
    new = [text for text in texts if text.id is None or text.id not in known]
    if len(known) + len(new) > MOST_STEPS:
        raise Conflict(_("A path has at most %(most)s steps.") % {"most": MOST_STEPS})
    made = []
    for position, text in enumerate(new, start=len(known)):
        step = Step(id=text.id or new_identifier(), organisation_id=path.organisation_id, path=path, position=position)
        _apply(step, text, known)
        known.add(step.id)
        made.append(step)
    Step.objects.bulk_create(made)
    announce_all(caller, [StepChanged(path.id, step.id) for step in made])
    return made


@transaction.atomic
def add_step(caller: Caller, path_id: UUID, text: StepText) -> Step:
    """Idempotent under the id that the client made."""
    path = path_to_change(caller, path_id)
    made = add_steps(caller, path, [text])
    return made[0] if made else step_of(path, text.id or path.id)


@transaction.atomic
def edit_step(caller: Caller, path_id: UUID, step_id: UUID, text: StepText, edition: int | None = None) -> Step:
    path = path_to_change(caller, path_id)
    step = step_of(path, step_id)
    refuse_stale(edition, step.edition)
    _apply(step, text, set(path.steps.values_list("id", flat=True)))
    _refuse_circle(path, step)
    step.edition += 1
    step.save()
    announce(caller, StepChanged(path.id, step.id))
    return step


@transaction.atomic
def order_steps(caller: Caller, path_id: UUID, step_ids: Sequence[UUID]) -> Path:
    """All of them, once each, in the wanted order."""
    path = path_to_change(caller, path_id)
    steps = {step.id: step for step in path.steps.all()}
    if sorted(step_ids) != sorted(steps):
        raise Conflict(_("The steps have changed meanwhile. Look at them again."), code="changed_meanwhile")
    moved = [steps[step_id] for position, step_id in enumerate(step_ids) if steps[step_id].position != position]
    for position, step_id in enumerate(step_ids):
        steps[step_id].position = position
    Step.objects.bulk_update(moved, ["position"])
    announce_all(caller, [StepChanged(path.id, step.id) for step in moved])
    return path


@transaction.atomic
def remove_step(caller: Caller, path_id: UUID, step_id: UUID) -> None:
    """With its items. Refused once students have answered it: archive the path, or let it stand. Idempotent."""
    path = path_to_change(caller, path_id)
    step = path.steps.filter(id=step_id).first()
    if step is None:
        return
    if step.items.filter(answers__isnull=False).exists():
        raise Conflict(_("Students have answered questions of this step: it stays, with their results."))
    step.delete()
    announce(caller, StepChanged(path.id, step_id))


def step_of(path: Path, step_id: UUID) -> Step:
    step: Step | None = path.steps.filter(id=step_id).first()
    if step is None:
        raise NotFound(_("There is no such step on this path."))
    return step


def _apply(step: Step, text: StepText, known: set[UUID]) -> None:
    fields = {name: [fault] for name, fault in _faults(text, known - {step.id})}
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)
    step.title, step.objective, step.body = text.title.strip(), text.objective.strip(), text.body.strip()
    step.opens_on, step.pass_mark, step.requires = text.opens_on, text.pass_mark, list(text.requires)
    step.document_id, step.first_page, step.last_page = text.document_id, text.first_page, text.last_page


def _faults(text: StepText, known: set[UUID]) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.title.strip()) <= 160:
        yield "title", _("Give it a title of at most %(most)s characters.") % {"most": 160}
    if len(text.objective) > 400:
        yield "objective", _("At most %(most)s characters.") % {"most": 400}
    if len(text.body) > 40_000:
        yield "body", _("At most %(most)s characters.") % {"most": 40_000}
    if not 0 <= text.pass_mark <= 1:
        yield "pass_mark", _("A share from 0 to 1.")
    if not set(text.requires) <= known:
        yield "requires", _("A step may only require other steps of its path.")
    if text.first_page and text.last_page and text.last_page < text.first_page:
        yield "last_page", _("The last page comes before the first.")


def _refuse_circle(path: Path, changed: Step) -> None:
    requires = {step.id: list(step.requires) for step in path.steps.all()} | {changed.id: list(changed.requires)}
    if circle_in(requires):
        fault = _("These steps would wait for one another.")
        raise Invalid(_("Some fields are not right."), fields={"requires": [fault]})
