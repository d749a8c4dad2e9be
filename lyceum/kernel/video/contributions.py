from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme, Unit
from lyceum.kernel.reporting.actions.counting import keep_figures
from lyceum.kernel.video.queries.cards import call_card, seated
from lyceum.kernel.video.queries.figures import HELD, PEOPLE, SECONDS, held, joined, left

_C = PrivacyClass
_SEAT = "id created_at organisation room person role waiting_at admitted_at removed_at hand_raised_at muted_by_host"
_ATTENDANCE = "id created_at organisation room person joined_at seen_at left_at microphone camera screen"
_ROOM = "id created_at organisation code about_kind about_id opens_at ends_at closed_at held_at provider".split()

contributions = Contributions(
    cards={"video:call": call_card},
    people={"video:call": seated},
    subscribers={
        "video.call_held": [keep_figures],
        "video.call_joined": [keep_figures],
        "video.call_left": [keep_figures],
    },
    indicators=[
        Indicator(HELD, _("Calls held"), Theme.USAGE, may_be_public=True),
        Indicator(PEOPLE, _("Times somebody joined a call"), Theme.USAGE),
        Indicator(SECONDS, _("Time in calls"), Theme.TIME, Unit.SECONDS),
    ],
    counts={"video.call_held": held, "video.call_joined": joined, "video.call_left": left},
    facts={
        "video.room_opened": _("Opened a room for a call"),
        "video.room_moved": _("Moved a call to another time"),
        "video.room_closed": _("Closed a call"),
        "video.call_held": _("Met in a call"),
        "video.call_joined": _("Joined a call"),
        "video.call_left": _("A call was left"),
        "video.person_admitted": _("Let somebody into a call"),
        "video.person_muted": _("Muted somebody in a call, or let them speak"),
        "video.person_removed": _("Removed somebody from a call"),
        "video.door_changed": _("Changed who may come into a call"),
    },
    personal=[
        PersonalRecords("video.Room", dict.fromkeys([*_ROOM, "waiting_room", "locked"], _C.NONE)),
        PersonalRecords(
            "video.Seat",
            dict.fromkeys(_SEAT.split(), _C.TECHNICAL),
            owner="person",
            what=_("The calls in which you have a seat."),
        ),
        PersonalRecords(
            "video.Attendance",
            dict.fromkeys(_ATTENDANCE.split(), _C.TECHNICAL),
            owner="person",
            what=_("When you were in which call."),
        ),
    ],
)
