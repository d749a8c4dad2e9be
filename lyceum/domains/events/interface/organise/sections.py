"""The desk of one event in sections, each for whom it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import Event
from lyceum.domains.events.permissions import may_check_in, may_edit, may_see_figures, may_sell
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class Section:
    """``code``: what its pages say of themselves as ``here``."""

    code: str
    icon: str
    word: Any
    address: str


_FOR_ALL = [("managed", "gauge", _("At a glance"), "managed")]
_FOR_EDITORS = [
    ("details", "file-text", _("What"), "details"),
    ("when", "map-pin", _("When and where"), "when"),
    ("tickets", "ticket", _("Tickets"), "tickets"),
    ("seats", "layout-dashboard", _("Seats"), "event_seats"),
    ("sale", "wallet", _("Sale and refunds"), "sale"),
    ("codes", "tag", _("Codes"), "codes"),
    ("questions", "list-checks", _("Questions"), "questions"),
    ("dates", "calendar-range", _("Dates"), "dates"),
    ("crew", "users", _("Team"), "crew"),
    ("circulars", "mail", _("Letters"), "circulars"),
]
_FOR_COUNTERS = [("figures", "chart-no-axes-column", _("Figures"), "figures")]
_FOR_SELLERS = [
    ("orders", "clipboard-list", _("Orders"), "orders_managed"),
    ("guests", "gift", _("Guests"), "guests"),
]
_FOR_THE_DOOR = [("door", "scan-line", _("Door"), "door")]
_ALL = [
    (None, _FOR_ALL),
    (may_edit, _FOR_EDITORS),
    (may_see_figures, _FOR_COUNTERS),
    (may_sell, _FOR_SELLERS),
    (may_check_in, _FOR_THE_DOOR),
]


def sections_of(caller: Caller, event: Event) -> Sequence[Section]:
    return [
        Section(code, icon, word, reverse(f"events:{page}", args=[event.id]))
        for may, sections in _ALL
        if may is None or may(caller, event.id)
        for code, icon, word, page in sections
    ]
