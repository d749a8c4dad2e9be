"""Answers to the organiser's questions, checked against what was asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.models import Order, Question, QuestionKind
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Invalid

LONGEST = 2000


def checked_answers(caller: Anyone, order: Order, type_id: UUID | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """By id of the question; ``type_id`` None for those of the whole order. What nobody asked is dropped."""
    asked = Question.objects.within(shop_of(caller)).filter(event_id=order.event_id, per_order=type_id is None)
    questions = [one for one in asked if type_id is None or not one.types or type_id in one.types]
    faults = {str(one.id): [_fault(one)] for one in questions if not _is_fit(one, given.get(str(one.id)))}
    if faults:
        raise Invalid(_("Some questions await an answer."), fields=faults, code="answers_needed")
    return dict(_kept(questions, given))


def _kept(questions: list[Question], given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for one in questions:
        answer = given.get(str(one.id))
        if answer not in (None, "", []):
            yield str(one.id), answer


def _is_fit(question: Question, answer: Any) -> bool:
    if answer in (None, "", []) or (question.kind == QuestionKind.YES_NO and answer is False):
        return not question.is_required
    if question.kind == QuestionKind.CHOICE:
        return answer in question.choices
    if question.kind == QuestionKind.CHOICES:
        return isinstance(answer, list) and set(answer) <= set(question.choices)
    if question.kind == QuestionKind.DATE:
        return _is_date(answer)
    if question.kind == QuestionKind.NUMBER:
        return str(answer).strip().replace(",", ".").replace(".", "", 1).lstrip("-").isdecimal()
    return len(str(answer)) <= LONGEST


def _is_date(answer: Any) -> bool:
    try:
        date.fromisoformat(str(answer))
    except ValueError:
        return False
    return True


def _fault(question: Question) -> str:
    return _("“%(question)s” awaits an answer of its kind.") % {"question": question.text}
