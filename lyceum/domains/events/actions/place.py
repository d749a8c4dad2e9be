"""Places: made and changed by whoever makes events, kept for the next one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import PlaceChanged
from lyceum.domains.events.models import Place
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.rules.clock import is_zone
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class PlaceText:
    """``country``: ISO 3166, two letters. Degrees (WGS 84), both or none."""

    name: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = "Europe/Paris"
    access: str = ""
    is_accessible: bool = False


def keep_place(caller: Caller, place_id: UUID, text: PlaceText) -> Place:
    """Made under the id that the client made, or changed. Idempotent."""
    refuse_unless(may_make(caller), _("Only organisers keep places."))
    _refuse_faults(text)
    try:
        with transaction.atomic():
            place = place_here(caller, place_id) or Place(id=place_id, organisation_id=caller.organisation_id)
            for one in fields(text):
                given = getattr(text, one.name)
                setattr(place, one.name, given.strip() if isinstance(given, str) else given)
            place.save()
            announce(caller, PlaceChanged(place.id))
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    return place


@transaction.atomic
def remove_place(caller: Caller, place_id: UUID) -> None:
    """Refused while an event is there. Idempotent."""
    refuse_unless(may_make(caller), _("Only organisers keep places."))
    place = place_here(caller, place_id)
    if place is None:
        return
    if place.events.exists():
        raise Conflict(_("Events take place there: it stays."), code="in_use")
    place.delete()
    announce(caller, PlaceChanged(place_id))


def place_here(caller: Caller, place_id: UUID) -> Place | None:
    found: Place | None = Place.objects.within(caller).filter(id=place_id).first()
    return found


def place_to_change(caller: Caller, place_id: UUID) -> Place:
    refuse_unless(may_make(caller), _("Only organisers keep places."))
    place = place_here(caller, place_id)
    if place is None:
        raise NotFound(_("There is no such place here."))
    return place


def _refuse_faults(text: PlaceText) -> None:
    faults = {name: [fault] for name, fault in _faults(text)}
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)


def _faults(text: PlaceText) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.name.strip()) <= 120:
        yield "name", _("Give it a name of at most %(most)s characters.") % {"most": 120}
    for name, most in (("address", 200), ("city", 80), ("postcode", 12), ("access", 1000)):
        if len(getattr(text, name).strip()) > most:
            yield name, _("At most %(most)s characters.") % {"most": most}
    if not (len(text.country) == 2 and text.country.isascii() and text.country.isupper()):
        yield "country", _("Two capital letters, such as FR.")
    if not is_zone(text.time_zone):
        yield "time_zone", _("There is no such time zone.")
    if (text.latitude is None) != (text.longitude is None):
        yield "longitude", _("Give both, or none.")
    if not (-90 <= (text.latitude or 0) <= 90):  # false for what is not a number, too
        yield "latitude", _("From −90 to 90 degrees.")
    if not (-180 <= (text.longitude or 0) <= 180):
        yield "longitude", _("From −180 to 180 degrees.")
