"""Questions to attendees: what an organiser must know, and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import QuestionsChanged
from lyceum.domains.events.models import Event, Question, QuestionKind
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST_QUESTIONS = 30
_CHOSEN = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})


@dataclass(frozen=True, slots=True)
class QuestionText:
    """``types``: asked for these tickets; empty for all. ``per_order``: of the buyer, once."""

    text: str
    kind: str = QuestionKind.LINE
    hint: str = ""
    choices: tuple[str, ...] = ()
    types: tuple[UUID, ...] = ()
    per_order: bool = False
    is_required: bool = False


@transaction.atomic
def set_question(caller: Caller, event_id: UUID, question_id: UUID, text: QuestionText) -> Question:
    """Made at the end under the id that the client made, or changed."""
    event = event_to_change(caller, event_id)
    question = event.questions.filter(id=question_id).first()
    is_new = question is None
    if question is None:
        position = event.questions.count()
        if position >= MOST_QUESTIONS:
            raise Conflict(_("An event asks at most %(most)s questions.") % {"most": MOST_QUESTIONS})
        question = Question(id=question_id, organisation_id=event.organisation_id, event=event, position=position)
    _fill(event, question, text)
    try:
        with transaction.atomic():
            question.save(force_insert=is_new)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    announce(caller, QuestionsChanged(event.id))
    return question


@transaction.atomic
def order_questions(caller: Caller, event_id: UUID, question_ids: Sequence[UUID]) -> None:
    """All of them, once each, in the wanted order."""
    event = event_to_change(caller, event_id)
    there = {one.id: one for one in event.questions.all()}
    if sorted(question_ids) != sorted(there):
        raise Conflict(_("The questions have changed meanwhile. Look at them again."), code="changed_meanwhile")
    for position, one in enumerate(question_ids):
        there[one].position = position
    Question.objects.bulk_update(there.values(), ["position"])
    announce(caller, QuestionsChanged(event.id))


@transaction.atomic
def remove_question(caller: Caller, event_id: UUID, question_id: UUID) -> None:
    """Nobody is asked any more; answers that were given are no longer shown. Idempotent."""
    event = event_to_change(caller, event_id)
    if event.questions.filter(id=question_id).delete()[0]:
        announce(caller, QuestionsChanged(event.id))


def _fill(event: Event, question: Question, text: QuestionText) -> None:
    faults = {name: [fault] for name, fault in _faults(event, text)}
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    question.text, question.hint, question.kind = text.text.strip(), text.hint.strip(), text.kind
    question.choices = _choices(text) if text.kind in _CHOSEN else []
    question.types, question.per_order, question.is_required = list(text.types), text.per_order, text.is_required


def _choices(text: QuestionText) -> list[str]:
    return list(dict.fromkeys(choice.strip() for choice in text.choices if choice.strip()))


def _faults(event: Event, text: QuestionText) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.text.strip()) <= 300:
        yield "text", _("Ask it in at most %(most)s characters.") % {"most": 300}
    if len(text.hint) > 200:
        yield "hint", _("At most %(most)s characters.") % {"most": 200}
    if text.kind not in QuestionKind.values:
        yield "kind", _("There is no such kind of question.")
    if text.kind in _CHOSEN and not 2 <= len(_choices(text)) <= 40:
        yield "choices", _("From two to forty answers, one a line.")
    if any(len(choice.strip()) > 120 for choice in text.choices):
        yield "choices", _("At most %(most)s characters.") % {"most": 120}
    if event.ticket_types.filter(id__in=text.types).count() != len(set(text.types)):
        yield "types", _("One of these tickets is not of this event.")
