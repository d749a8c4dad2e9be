"""When somebody is glad to be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.announcements import AvailabilitySet
from lyceum.kernel.calendar.models import AvailabilityHours, AwayDays
from lyceum.kernel.calendar.queries.availability import availability_of, choice_of
from lyceum.kernel.calendar.rules.availability import MIDNIGHT, Availability, Hours
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid

MOST_HOURS, MOST_AWAY = 50, 50


@dataclass(frozen=True, slots=True)
class Week:
    """``away``: first and last days. ``only_in_hours``: other times are refused, not only warned of."""

    hours: Sequence[Hours] = ()
    away: Sequence[tuple[date, date]] = ()
    only_in_hours: bool = False


@transaction.atomic
def set_availability(caller: Caller, week: Week) -> Availability:
    """All of it at once, in the place of what was said before."""
    _refuse_faults(week)
    for model in (AvailabilityHours, AwayDays):
        model.objects.within(caller).own(caller).delete()
    known = {"organisation_id": caller.organisation_id, "person_id": caller.person_id}
    AvailabilityHours.objects.bulk_create(
        AvailabilityHours(**known, weekday=one.weekday, since=one.since, until=one.until) for one in set(week.hours)
    )
    AwayDays.objects.bulk_create(AwayDays(**known, first_on=first, last_on=last) for first, last in set(week.away))
    choice = choice_of(caller, caller.person_id)
    choice.only_in_hours = week.only_in_hours
    choice.save()
    announce(caller, AvailabilitySet(len(week.hours), len(week.away)))
    return availability_of(caller, caller.person_id, caller.time_zone)


def _refuse_faults(week: Week) -> None:
    if len(week.hours) > MOST_HOURS or len(week.away) > MOST_AWAY:
        raise Invalid(_("That is more than a week can hold."))
    if not all(0 <= one.weekday <= 6 and (one.since < one.until or one.until == MIDNIGHT) for one in week.hours):
        raise Invalid(_("Hours end after they begin."), fields={"hours": [_("Hours end after they begin.")]})
    if _cross(week.hours):
        raise Invalid(_("Two stretches of a day overlap."), fields={"hours": [_("Two stretches of a day overlap.")]})
    if not all(first <= last for first, last in week.away):
        said = _("The last day away is not before the first.")
        raise Invalid(said, fields={"away": [said]})


def _cross(hours: Iterable[Hours]) -> bool:
    touching = (pair for pair in pairwise(sorted(hours)) if pair[0].weekday == pair[1].weekday)
    return any(a.until == MIDNIGHT or b.since < a.until for a, b in touching)
