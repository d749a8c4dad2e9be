"""The shop in an organiser's own site: the script that puts it there, and the page that gives the snippet."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.framing import allow_frames
from lyceum.domains.events.queries.shop import hosts_of, programme
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.policy import PUBLIC, may

_HOST = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?\Z")
_SNIPPET = '<script src="{site}/embed.js" data-shop="{shop}" async></script>'
_FRAME = '<iframe src="{site}/{shop}/embed/" title="{title}" width="100%" height="640"></iframe>'


class FrameForm(forms.Form):
    hosts = forms.CharField(
        label=gettext_lazy("Sites that may show the shop"),
        help_text=gettext_lazy("One address a line, such as https://www.example.org. Any other site is refused."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_hosts(self) -> list[str]:
        lines = [line.strip().rstrip("/").lower() for line in self.cleaned_data["hosts"].splitlines()]
        hosts = list(dict.fromkeys(line if "//" in line else f"https://{line}" for line in lines if line))
        if bad := [host for host in hosts if not _HOST.match(host) or not urlsplit(host).hostname]:
            raise forms.ValidationError(_("Not the address of a site: %(host)s"), params={"host": bad[0]})
        return hosts


@page(PUBLIC)
def script(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """At an address that never changes, for other sites to name; it may be kept for an hour."""
    found = finders.find("events/embed.js")
    with open(str(found), encoding="utf-8") as source:
        answer = HttpResponse(source.read(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@page(may("events.edit"), methods=("GET", "POST"))
def frames(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = FrameForm(request.POST or None, initial={"hosts": "\n".join(hosts_of(caller))})
    if request.method == "POST" and form.is_valid():
        allow_frames(caller, form.cleaned_data["hosts"])
        messages.success(request, _("Saved."))
        return redirect("events:frames")
    events = programme(caller)
    chosen = next((event for event in events if event.slug == request.GET.get("event")), events[0] if events else None)
    context: dict[str, Any] = {"form": form, "events": events, "chosen": chosen}
    if chosen:
        organisation = request.organisation  # type: ignore[attr-defined]  # set by identity's middleware
        names = {"site": settings.SITE_URL, "shop": f"{organisation.slug}/events/{chosen.slug}", "title": _("Tickets")}
        context |= {"snippet": _SNIPPET.format(**names), "frame": _FRAME.format(**names)}
    return render(request, "events/frames.html", context, status=422 if form.errors else 200)
