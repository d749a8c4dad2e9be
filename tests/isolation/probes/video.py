"""Calls: the seats, those inside and those outside are of one organisation, and one's own where it says so."""

from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.actions.joining import _own
from lyceum.kernel.video.models import Attendance, Seat
from lyceum.kernel.video.queries.attendance import attendance_of
from lyceum.kernel.video.queries.cards import seated
from lyceum.kernel.video.queries.listening import is_admitted
from lyceum.kernel.video.queries.people import people_in, present, waiting_for
from lyceum.kernel.video.queries.room import seats_of
from tests.isolation.fabric import undone
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples

Place = tuple[Caller, UUID]


def _in_room(samples: Samples) -> Place:
    return insider(samples), samples.parts["room_id"]


def _connected(samples: Samples) -> tuple[Caller, UUID, UUID]:
    caller, room_id = _in_room(samples)
    return caller, room_id, Attendance.objects.get(room_id=room_id, person_id=caller.person_id).id


def _waits(place: Place) -> None:
    Seat.objects.filter(room_id=place[1]).update(waiting_at=timezone.now(), admitted_at=None)


def _alone(place: Place) -> None:
    """The colleague, who could not be given a second seat, has none."""
    Seat.objects.filter(room_id=place[1]).exclude(person_id=place[0].person_id).delete()


def _connected_alone(asked: tuple[Caller, UUID, UUID]) -> None:
    Attendance.objects.filter(room_id=asked[1]).exclude(id=asked[2]).delete()


apart("video.queries.cards.seated", _in_room, lambda place: list(seated(*place)), moved=(Seat,))
apart(
    "video.queries.listening._seats",
    _in_room,
    lambda place: is_admitted(place[0], str(place[1])),
    first=_alone,
    moved=(Seat,),
    given=(Seat,),
)
apart("video.queries.attendance.attendance_of", _in_room, lambda place: len(attendance_of(*place)), moved=(Attendance,))
apart(
    "video.queries.people.people_in",
    _in_room,
    lambda place: [present(each) for each in people_in(*place)],
    moved=(Attendance, Seat),
)
apart("video.queries.people.waiting_for", _in_room, lambda place: waiting_for(*place), moved=(Seat,), first=_waits)
apart(
    "video.actions.joining._own",
    _connected,
    lambda asked: _own(*asked),
    first=_connected_alone,
    moved=(Attendance,),
    given=(Attendance,),
)


@probe("video.queries.room.seats_of")
def seats_are_ones_own_and_of_one_organisation(samples: Samples) -> None:
    caller, abroad = insider(samples), samples.house.abroad.organisation
    assert [seat.person_id for seat in seats_of(caller)] == [caller.person_id]  # a colleague sits beside them
    with undone():
        Seat.objects.filter(organisation_id=caller.organisation_id).update(organisation=abroad)
        assert list(seats_of(caller)) == []
