"""The questions of a step: written, changed, accepted by a teacher, or rejected."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.learning.announcements import ItemsAccepted, ItemsRejected, ItemWritten
from lyceum.domains.learning.models import Item, Path, State, Step
from lyceum.domains.learning.queries.path import path_to_change, refuse_stale
from lyceum.domains.learning.rules.item import Content, Fault, faults
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

WHAT_IS_WRONG = {
    Fault.NO_PROMPT: ("prompt", gettext_lazy("Write the question.")),
    Fault.NO_ANSWER: ("answers", gettext_lazy("Write at least one right answer.")),
    Fault.GAPS_DIFFER: ("gaps", gettext_lazy("Give an answer for each gap, and a gap for each answer.")),
    Fault.FEW_CHOICES: ("choices", gettext_lazy("Give at least two choices.")),
    Fault.SAME_CHOICES: ("choices", gettext_lazy("Two choices say the same.")),
    Fault.NONE_RIGHT: ("choices", gettext_lazy("Mark the right choice.")),
    Fault.ALL_RIGHT: ("choices", gettext_lazy("At least one choice must be wrong.")),
    Fault.FEW_PARTS: ("parts", gettext_lazy("Give at least two parts.")),
}
LONGEST = 4000  # characters of any text of a question


def write_item(caller: Caller, step_id: UUID, item_id: UUID, content: Content) -> Item:
    """Accepted, as its teacher wrote it. A repeat under the same id gives the same item."""
    refuse_faults(content)
    with transaction.atomic():
        path, step = _step_to_change(caller, step_id)
        last = step.items.count()
        item = Item(id=item_id, organisation_id=path.organisation_id, step=step, position=last)
        item.ask(content)
        _accept(caller, item)
        try:
            with transaction.atomic():
                item.save(force_insert=True)
        except IntegrityError:
            return _item_of(path, item_id)
        announce(caller, ItemWritten(path.id, item.id))
    return item


@transaction.atomic
def edit_item(
    caller: Caller, item_id: UUID, content: Content, edition: int | None = None, *, accept: bool = False
) -> Item:
    """The words on which it stands stay with it. ``accept``: and students may meet it from now on."""
    refuse_faults(content)
    path, item = item_to_change(caller, item_id)
    refuse_stale(edition, item.edition)
    item.ask(content)
    item.edition += 1
    if accept:
        _accept(caller, item)
    item.save()
    announce(caller, ItemWritten(path.id, item.id))
    if accept:
        announce(caller, ItemsAccepted(path.id, 1))
    return item


def accept_items(caller: Caller, path_id: UUID, item_ids: Iterable[UUID] = (), step_id: UUID | None = None) -> int:
    """Those named, or all that wait in the step. How many were; a repeat accepts none twice."""
    now = timezone.now()
    return _decide(caller, path_id, item_ids, step_id, State.ACCEPTED, accepted_by_id=caller.person_id, accepted_at=now)


def reject_items(caller: Caller, path_id: UUID, item_ids: Iterable[UUID]) -> int:
    """Kept, so that the same draft does not come again; seen by no student. How many were."""
    return _decide(caller, path_id, item_ids, None, State.REJECTED)


def item_to_change(caller: Caller, item_id: UUID) -> tuple[Path, Item]:
    """Its path is locked until the end of the transaction."""
    found = Item.objects.within(caller).filter(id=item_id).values_list("step__path_id", flat=True).first()
    if found is None:
        raise NotFound(_("There is no such question, or it is not for you."))
    path = path_to_change(caller, found)
    return path, _item_of(path, item_id)


def refuse_faults(content: Content) -> None:
    fields: dict[str, list[object]] = {}
    for fault in faults(content):
        field, message = WHAT_IS_WRONG[fault]
        fields.setdefault(field, []).append(message)
    if len(str(content.kept())) > 5 * LONGEST:
        fields.setdefault("prompt", []).append(_("This question is too long."))
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)  # type: ignore[arg-type]


def _decide(
    caller: Caller, path_id: UUID, item_ids: Iterable[UUID], step_id: UUID | None, state: State, **also: object
) -> int:
    with transaction.atomic():
        path = path_to_change(caller, path_id)
        waiting = Item.objects.within(caller).filter(step__path=path).to_review()
        chosen = waiting.filter(step_id=step_id) if step_id else waiting.filter(id__in=list(item_ids))
        sound = [item.id for item in chosen if state == State.REJECTED or not list(faults(item.asks))]
        count: int = waiting.filter(id__in=sound).update(state=state, **also)
        if count:
            announce(
                caller, ItemsAccepted(path.id, count) if state == State.ACCEPTED else ItemsRejected(path.id, count)
            )
    return count


def _accept(caller: Caller, item: Item) -> None:
    item.state, item.accepted_by_id, item.accepted_at = State.ACCEPTED, caller.person_id, timezone.now()


def _step_to_change(caller: Caller, step_id: UUID) -> tuple[Path, Step]:
    step: Step | None = Step.objects.within(caller).filter(id=step_id).first()
    if step is None:
        raise NotFound(_("There is no such step on this path."))
    return path_to_change(caller, step.path_id), step


def _item_of(path: Path, item_id: UUID) -> Item:
    found: Item | None = Item.objects.filter(id=item_id, step__path=path).select_related("step").first()
    if found is None:
        raise Conflict(_("This id is taken. Make a new one."))
    return found
