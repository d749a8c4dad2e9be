"""The one page between a choice and its payment: who buys, who comes, what is asked, how to pay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.placing import Attendee, Placing
from lyceum.domains.events.interface.shop.question_fields import answers_in, field_of
from lyceum.domains.events.models import Order, OrderLine, Question, TicketKind
from lyceum.kernel.billing.queries.payment_method import Method


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    fields: list[BoundField]


class CheckoutForm(forms.Form):
    """Names of attendees may be left for later; so may their questions, but for what is required."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("Your tickets are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    method = forms.ChoiceField(label=gettext_lazy("How do you pay?"))
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the conditions above and agree to them."),
        error_messages={"required": gettext_lazy("Please agree to the conditions.")},
    )

    def __init__(
        self, *args: Any, order: Order, lines: Sequence[OrderLine], questions: Sequence[Question],
        methods: Sequence[Method], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.order, self.lines, self.questions = order, lines, questions
        if order.total:
            self.fields["method"].choices = [(method.code, method.name) for method in methods]  # type: ignore[attr-defined]  # a ChoiceField has them
        else:
            del self.fields["method"]
        self.asked: dict[UUID | None, dict[str, Question]] = {None: self._add(None)}
        for line in self._tickets():
            self._add_names(line)
            self.asked[line.id] = self._add(line)

    @property
    def order_questions(self) -> list[BoundField]:
        return [self[name] for name in self.asked[None]]

    @property
    def attendees(self) -> list[Group]:
        """One ticket without a question needs no group: whoever buys it comes."""
        tickets = list(self._tickets())
        if len(tickets) < 2 and not any(self.asked[line.id] for line in tickets):
            return []
        return [self._group(number, line, len(tickets)) for number, line in enumerate(tickets, 1)]

    @property
    def attendees_may_wait(self) -> bool:
        """Nothing of them must be said now, and nothing that was said is wrong."""
        fields = [field for group in self.attendees for field in group.fields]
        return not any(field.field.required or field.errors or field.value() for field in fields)

    @property
    def attendees_lead(self) -> str:
        return _("You may leave this for later; without a name, a ticket bears yours.")

    def placing(self, return_url: str) -> Placing:
        given = self.cleaned_data
        return Placing(
            email=given["email"],
            name=given["name"],
            method=given.get("method", ""),
            attendees={line.id: self._attendee(line) for line in self._tickets()},
            answers=answers_in(given, self.asked[None]),
            address=given["address"],
            return_url=return_url,
        )

    def _attendee(self, line: OrderLine) -> Attendee:
        given = self.cleaned_data
        answers = answers_in(given, self.asked[line.id])
        return Attendee(given[f"name-{line.id}"], given[f"email-{line.id}"], answers)

    def _tickets(self) -> Iterator[OrderLine]:
        return (line for line in self.lines if line.ticket_type.kind == TicketKind.TICKET)

    def _group(self, number: int, line: OrderLine, many: int) -> Group:
        names = [f"name-{line.id}", f"email-{line.id}"] if many > 1 else []
        title = _("%(type)s, number %(number)s") % {"type": line.ticket_type.name, "number": number}
        return Group(title, [self[name] for name in [*names, *self.asked[line.id]]])

    def _add_names(self, line: OrderLine) -> None:
        self.fields[f"name-{line.id}"] = forms.CharField(label=_("Name"), max_length=120, required=False)
        self.fields[f"email-{line.id}"] = forms.EmailField(
            label=_("E-mail"), max_length=254, required=False, help_text=_("To send them their own ticket.")
        )

    def _add(self, line: OrderLine | None) -> dict[str, Question]:
        """The questions of a line, or those of the whole order."""
        named: dict[str, Question] = {}
        for question in self.questions:
            if is_asked(question, line):
                name = f"question-{question.id}" + (f"-{line.id}" if line else "")
                self.fields[name] = field_of(question, is_required=question.is_required)
                named[name] = question
        return named


def is_asked(question: Question, line: OrderLine | None) -> bool:
    if line is None:
        return question.per_order
    return not question.per_order and (not question.types or line.ticket_type_id in question.types)
