"""What is kept of a buyer who has no account: their copy of it, and its end, behind their order's link."""

import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.forgetting_buyer import forget_buyer
from lyceum.domains.events.interface.shop.file_pages import sent
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.queries.order_copy import order_copy
from lyceum.domains.events.queries.shop import order_behind
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal


class ForgetForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I want my name, my address and my answers to be taken out. This cannot be undone."),
        error_messages={"required": _("Say that you are sure.")},
    )


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def order_privacy(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponseBase:
    """To post here is to be forgotten; ``?copy`` is the file."""
    order = order_behind(caller, code, secret)
    with translation.override(order.language):
        if "copy" in request.GET and request.method == "GET":
            body = json.dumps(order_copy(caller, order), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            return _private(sent(body.encode(), "application/json", f"{order.code}.json"))
        form, refused = ForgetForm(request.POST if request.method == "POST" else None), ""
        if request.method == "POST":
            refuse_other_sites(request)
            if form.is_valid():
                try:
                    forget_buyer(caller, order.id, secret)
                    return redirect(path_of(order))
                except Refusal as refusal:
                    refused = str(refusal.message)
        context: dict[str, Any] = {"order": order, "form": form, "refused": refused, "back": path_of(order)}
        status = 409 if refused else 422 if form.errors else 200
        return _private(render(request, "events/order_privacy.html", context, status=status))


def _private(answer: Any) -> HttpResponseBase:
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]
