"""Codes and questions of one event."""

import csv
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions import question as questions
from lyceum.domains.events.actions import voucher as vouchers
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import back, kept, order_wanted, shown, told
from lyceum.domains.events.interface.organise.terms_forms import (
    QuestionForm,
    VoucherForm,
    question_begun,
    voucher_begun,
)
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.managed import managed_event, question_of, voucher_of
from lyceum.domains.events.queries.organising import MOST_CODES, codes_of, questions_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER


@page(MEMBER)
def codes(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event, words = managed_event(caller, event_id), request.GET.get("words", "")[:40]
    found = codes_of(caller, event, words)
    content = {"codes": found[:MOST_CODES], "count": found.count(), "words": words, "most": MOST_CODES}
    return render(request, "events/organise/codes.html", {**around(caller, event, "codes"), **content})


@page(MEMBER)
def code_table(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """All of them as CSV, for whoever prints or sends them."""
    event = managed_event(caller, event_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="codes-{event.slug}.csv"'
    answer.write("\ufeff")  # without it, spreadsheets read é as Ã©
    table = csv.writer(answer)
    table.writerow([_("Code"), _("Note for the team"), _("What it does"), _("How much"), _("Used"), _("At most")])
    for one in codes_of(caller, event, request.GET.get("words", "")[:40]):
        note = f"'{one.note}" if one.note[:1] in "=+-@" and one.note else one.note
        table.writerow([one.code, note, one.effect, one.value, one.used, one.limit or ""])
    return answer


@page(MEMBER, methods=("GET", "POST"))
def new_code(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    form = VoucherForm(event, request.POST or None, initial={"id": new_identifier(), "limit": 1, "value": "10"})
    if request.method == "POST" and form.is_valid() and kept(form, lambda: _make_codes(caller, event, form)):
        return back("codes", event_id)
    return shown(request, "events/organise/code.html", form, around(caller, event, "codes"))


@page(MEMBER, methods=("GET", "POST"))
def code(caller: Caller, request: HttpRequest, event_id: UUID, voucher_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    found = voucher_of(event, voucher_id)
    form = VoucherForm(event, request.POST or None, initial=voucher_begun(found))
    del form.fields["count"]
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: vouchers.set_voucher(caller, event_id, voucher_id, form.text))
    ):
        return back("codes", event_id)
    return shown(request, "events/organise/code.html", form, {**around(caller, event, "codes"), "code": found})


@page(MEMBER, methods=("POST",))
def code_removal(caller: Caller, request: HttpRequest, event_id: UUID, voucher_id: UUID) -> HttpResponse:
    told(request, lambda: vouchers.remove_voucher(caller, event_id, voucher_id), _("It is worth nothing any more."))
    return back("codes", event_id)


@page(MEMBER, methods=("GET", "POST"))
def asked(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """``step``: each id in the wanted order; ``move`` with ``by``: one of them up or down."""
    event = managed_event(caller, event_id)
    if request.method == "POST":
        ids = [one.id for one in questions_of(caller, event)]
        wanted = order_wanted(request, "step", ids)
        told(request, lambda: questions.order_questions(caller, event_id, wanted), _("Moved."))
        if "HX-Request" not in request.headers:
            return back("questions", event_id)
    content = {**around(caller, event, "questions"), "questions": questions_of(caller, event)}
    part = "HX-Request" in request.headers and request.method == "POST"
    return render(request, f"events/organise/{'_questions' if part else 'questions'}.html", content)


@page(MEMBER, methods=("GET", "POST"))
def new_question(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    form = QuestionForm(event, request.POST or None, initial={"id": new_identifier()})
    if request.method == "POST" and form.is_valid():
        its_id = form.cleaned_data["id"]
        if kept(form, lambda: questions.set_question(caller, event_id, its_id, form.question)):
            return back("questions", event_id)
    return shown(request, "events/organise/question.html", form, around(caller, event, "questions"))


@page(MEMBER, methods=("GET", "POST"))
def question(caller: Caller, request: HttpRequest, event_id: UUID, question_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    found = question_of(event, question_id)
    form = QuestionForm(event, request.POST or None, initial=question_begun(found))
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: questions.set_question(caller, event_id, question_id, form.question))
    ):
        return back("questions", event_id)
    content = {**around(caller, event, "questions"), "question": found}
    return shown(request, "events/organise/question.html", form, content)


@page(MEMBER, methods=("POST",))
def question_removal(caller: Caller, request: HttpRequest, event_id: UUID, question_id: UUID) -> HttpResponse:
    told(request, lambda: questions.remove_question(caller, event_id, question_id), _("Removed."))
    return back("questions", event_id)


def _make_codes(caller: Caller, event: Event, form: VoucherForm) -> None:
    its_id, count = form.cleaned_data["id"], form.cleaned_data["count"]
    if count > 1:
        vouchers.make_vouchers(caller, event.id, its_id, count, form.text)
    else:
        vouchers.set_voucher(caller, event.id, its_id, form.text)
