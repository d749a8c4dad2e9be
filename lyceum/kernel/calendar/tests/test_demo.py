"""The demo of the calendar as ``bin/run`` loads it."""

from collections import Counter
from datetime import UTC

import pytest
from django.test import override_settings

from lyceum.kernel.calendar.demo import demo
from lyceum.kernel.calendar.models import Appointment, Busy
from lyceum.kernel.calendar.queries.appointment import coming_for, waiting_for
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.identity.demo import demo as people
from lyceum.kernel.notifications.models import Notification

pytestmark = [pytest.mark.django_db, pytest.mark.wish("P11")]


@override_settings(DEMO=True)
def test_a_teacher_has_met_will_meet_and_is_asked() -> None:
    world = World()
    people(world)
    demo(world)
    cast = world.found["cast"]
    teacher = cast.caller("Karim Benali", "ampere")
    assert [one.title for one in coming_for(teacher)] in (
        ["Bilan du premier trimestre", "Préparer le contrôle de vecteurs"],
        ["Préparer le contrôle de vecteurs", "Bilan du premier trimestre"],
    )
    assert [one.title for one in waiting_for(teacher)] == ["Rattraper le cours de mardi"]
    states = Appointment.objects.filter(organisation=teacher.organisation_id).values_list("state", flat=True)
    assert Counter(states) == {
        "accepted": 3,
        "proposed": 3,
        "cancelled": 1,
        "declined": 1,
    }
    assert {busy.starts_at.astimezone(UTC).weekday() for busy in Busy.objects.all()} <= {0, 1, 2, 3, 4}
    assert not Notification.objects.filter(kind="calendar.reminder", created_at__gt=cast.started).exists()
    scope.leave()
