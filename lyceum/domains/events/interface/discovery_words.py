"""The words of the facets, in the order in which they are offered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

CATEGORIES: Mapping[str, Any] = {
    "concert": _("Concert"),
    "stage": _("Stage"),
    "talk": _("Talk"),
    "conference": _("Conference"),
    "workshop": _("Workshop"),
    "exhibition": _("Exhibition"),
    "sport": _("Sport"),
    "festival": _("Festival"),
    "meeting": _("Meeting"),
    "other": _("Something else"),
}
ICONS = {
    "concert": "music",
    "stage": "star",
    "talk": "mic",
    "conference": "users-round",
    "workshop": "wrench",
    "exhibition": "palette",
    "sport": "trophy",
    "festival": "sparkles",
    "meeting": "messages-square",
    "other": "ticket",
}
VALUES: Mapping[str, Mapping[str, Any]] = {
    "category": CATEGORIES,
    "price": {
        "free": _("Free"),
        "to_10": _("Up to 10"),
        "to_25": _("10 to 25"),
        "to_50": _("25 to 50"),
        "more": _("More than 50"),
    },
    "spoken": {"fr": _("French"), "en": _("English")},
    "access": {
        "wheelchair": _("Wheelchair places"),
        "step_free": _("Without steps"),
        "hearing_loop": _("Hearing loop"),
        "sign_language": _("Sign language"),
        "subtitles": _("Subtitles"),
        "audio_description": _("Audio description"),
        "quiet_room": _("Quiet room"),
    },
    "where": {"place": _("At a place"), "online": _("Online")},
    "places": {"left": _("Places left")},
}
FACETS: Mapping[str, Any] = {
    "category": _("What"),
    "price": _("Price"),
    "access": _("Accessible"),
    "spoken": _("Language"),
    "where": _("Where"),
    "places": _("Tickets"),
}
PERIODS: Mapping[str, Any] = {
    "": _("Any day"),
    "today": _("Today"),
    "tomorrow": _("Tomorrow"),
    "weekend": _("This weekend"),
    "week": _("This week"),
    "month": _("This month"),
}
ORDERS: Mapping[str, Any] = {"relevance": _("Best match"), "date": _("Date"), "distance": _("Distance")}
