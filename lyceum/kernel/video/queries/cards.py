from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.queries.room import seats_of, subject_of


def call_card(caller: Caller, room_id: UUID) -> Card | None:
    """For whoever has a seat in it."""
    seat = seats_of(caller).filter(room_id=room_id, removed_at=None).first()
    if seat is None:
        return None
    subject = subject_of(caller, seat.room)
    return Card(
        title=subject.title if subject else _("Call"),
        url=reverse("video:call", args=[seat.room.code]),
        icon="video",
        kind=gettext_lazy("Call"),
        detail=subject.detail if subject else "",
    )


def seated(caller: Caller, room_id: UUID) -> Iterable[UUID]:
    """With whom one writes beside the call: everybody who has a seat in it."""
    return Seat.objects.within(caller).filter(room_id=room_id, removed_at=None).values_list("person_id", flat=True)
