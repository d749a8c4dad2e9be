"""The page of a call: for those who have a seat in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.video.actions.ending import BEAT
from lyceum.kernel.video.interface.words import call_words
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.queries.attendance import attendance_of
from lyceum.kernel.video.queries.room import seat_by_code, subject_of, talk_about
from lyceum.kernel.video.rules.hours import Door

_DEVICES = ("camera", "microphone", "display-capture", "speaker-selection")
DEVICES = ", ".join([*(f"{each}=(self)" for each in _DEVICES), "geolocation=()", "payment=()"])


@page(MEMBER)
def call(caller: Caller, request: HttpRequest, code: str) -> HttpResponse:
    """Closed before its time, after it, and to whoever was removed: the page then says so."""
    seat = seat_by_code(caller, code)
    answer = render(request, "video/call.html", _shown(caller, seat))
    answer["Permissions-Policy"] = DEVICES
    return answer


def _shown(caller: Caller, seat: Seat) -> dict[str, Any]:
    door, subject = seat.room.door_at(timezone.now()), subject_of(caller, seat.room)
    return {
        "seat": seat,
        "room": seat.room,
        "subject": subject,
        "title": subject.title if subject else _("Call"),
        "state": "removed" if seat.removed_at else str(door),
        "attended": attendance_of(caller, seat.room_id) if door is Door.OVER and seat.is_host else [],
        "entry": reverse("rest:create_call_entry", args=[seat.room.code]),
        "talk": talk_about(caller, seat.room),
        "beat": round(BEAT.total_seconds()),
        "words": call_words(),
    }
