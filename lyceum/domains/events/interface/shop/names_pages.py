"""Behind an order's link: who comes with which ticket, and the organiser's questions, while they may change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.naming import FilledIn, Named, fill_in
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.question_fields import answers_in, field_of
from lyceum.domains.events.interface.shop.sheets import number_of
from lyceum.domains.events.interface.shop.ticket_front import path_of, ticket_path
from lyceum.domains.events.models import Order, OrderLine, Question
from lyceum.domains.events.queries.naming import Open, answers_of, is_asked_of, last_change, may_fill_in, open_of
from lyceum.domains.events.queries.shop import order_behind
from lyceum.domains.events.queries.words import spoken_moment
from lyceum.domains.events.rules.inviting import rows_in
from lyceum.kernel.foundation.addresses import absolute
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Group:
    """One ticket, or a bundle of them: its fields, and the link that can be handed to whoever comes with it."""

    title: str
    fields: list[BoundField]
    links: list[tuple[str, str]]


class NamesForm(forms.Form):
    """``names`` is a list that fills the tickets without a name, in their order."""

    listed = forms.CharField(
        label=gettext_lazy("Paste a list"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "Ada Lovelace; ada@example.org"}),
        help_text=gettext_lazy("A line for each: name; e-mail. Tickets without a name get them in turn."),
    )

    def __init__(self, order: Order, found: Open, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.found = order, found
        self.asked: dict[UUID | None, dict[str, Question]] = {None: self._ask(None)}
        for ticket in found.tickets:
            named = ticket.holder_name if ticket.is_named else ""
            self.fields[f"name-{ticket.id}"] = forms.CharField(
                label=_("Name"), max_length=120, required=False, initial=named
            )
            own = ticket.holder_email if ticket.holder_email != order.email else ""
            self.fields[f"email-{ticket.id}"] = forms.EmailField(
                label=_("E-mail"),
                max_length=254,
                required=False,
                initial=own,
                help_text=_("To send them their own ticket."),
            )
        self.asked |= {line.id: self._ask(line) for line in found.lines}
        if len(found.tickets) < 2:
            del self.fields["listed"]

    @property
    def order_questions(self) -> list[BoundField]:
        return [self[name] for name in self.asked[None]]

    @property
    def groups(self) -> Iterator[Group]:
        for number, line in enumerate(self.found.lines, 1):
            tickets = [ticket for ticket in self.found.tickets if ticket.line_id == line.id]
            names = [f"{part}-{ticket.id}" for ticket in tickets for part in ("name", "email")]
            title = _("%(type)s, number %(number)s") % {"type": line.ticket_type.name, "number": number}
            links = [(number_of(ticket), absolute("", ticket_path(ticket))) for ticket in tickets]
            if names or self.asked[line.id]:
                yield Group(title, [self[name] for name in [*names, *self.asked[line.id]]], links)

    @property
    def filled(self) -> FilledIn:
        given = self.cleaned_data
        names = {one.id: Named(given[f"name-{one.id}"], given[f"email-{one.id}"]) for one in self.found.tickets}
        free = (one.id for one in self.found.tickets if not one.is_named and not given[f"name-{one.id}"])
        listed = rows_in(given.get("listed") or "", is_headed=False)
        names |= {ticket_id: Named(row.name, row.email) for ticket_id, row in zip(free, listed, strict=False)}
        answers = {key: answers_in(given, asked) for key, asked in self.asked.items() if asked}
        return FilledIn(names, answers)

    def _ask(self, line: OrderLine | None) -> dict[str, Question]:
        named: dict[str, Question] = {}
        kept = answers_of(line or self.order)
        for question in self.found.questions:
            if question.per_order if line is None else is_asked_of(question, line.ticket_type_id):
                name = f"question-{question.id}" + (f"-{line.id}" if line else "")
                self.fields[name] = field_of(question, is_required=question.is_required)
                self.fields[name].initial = kept.get(str(question.id))
                named[name] = question
        return named


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def names(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponseBase:
    order = order_behind(caller, code, secret)
    with translation.override(order.language):
        caller = replace(caller, language=order.language)
        found, refused, status = open_of(caller, order), "", 200
        form = NamesForm(order, found, request.POST if request.method == "POST" else None)
        if request.method == "POST":
            refuse_other_sites(request)
            status = 422
            if form.is_valid():
                try:
                    fill_in(caller, order.id, secret, form.filled)
                    return redirect(path_of(order))
                except Refusal as refusal:
                    refused, status = str(refusal.message), refusal.status
        context = {
            "order": order, "form": form, "found": found, "refused": refused, "back": path_of(order),
            "is_open": may_fill_in(order, timezone.now()),
            "until": spoken_moment(last_change(order.event), order.event),
        }  # fmt: skip
        answer = render(request, "events/names.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
