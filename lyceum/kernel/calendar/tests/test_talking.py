"""The two of an appointment talk about it, and beside its call."""

import pytest

from lyceum.kernel.calendar.tests.meeting import agreed, proposed, soon
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of
from lyceum.kernel.messaging.actions.opening import open_about
from lyceum.kernel.messaging.models import Participant

APPOINTMENT = "calendar:appointment"


@pytest.mark.wish("I7")
def test_the_two_of_an_appointment_have_a_conversation_about_it(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = proposed(teacher, student)
    conversation = open_about(teacher, APPOINTMENT, appointment.id)
    assert open_about(student, APPOINTMENT, appointment.id) == conversation
    people = Participant.objects.filter(conversation=conversation).values_list("person_id", flat=True)
    assert (conversation.title, set(people)) == ("Les vecteurs", {teacher.person_id, student.person_id})
    with pytest.raises(NotFound):
        open_about(caller_of(world.members[Role.COACH]), APPOINTMENT, appointment.id)


@pytest.mark.wish("I7", "I18")
def test_beside_the_call_of_an_appointment_one_writes_about_the_appointment(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(teacher, student, soon(5))
    browser = world.browser(world.members[Role.STUDENT])
    page = browser.get(f"/ampere/appointments/{appointment.id}/").content.decode()
    address = page.partition('href="/ampere/calls/')[2].partition('"')[0]
    call = browser.get(f"/ampere/calls/{address}").content.decode()
    assert f'{{"about_kind": "{APPOINTMENT}", "about_id": "{appointment.id}"}}' in call


def test_a_member_is_asked_for_an_appointment_from_their_page(world: World) -> None:
    administrator, student = world.members[Role.ADMINISTRATOR], world.members[Role.STUDENT]
    browser, address = world.browser(administrator), f"/ampere/appointments/new/{student.person_id}/"
    assert f'href="{address}"' in browser.get(f"/ampere/members/{student.id}/").content.decode()
    assert browser.get(address).status_code == 200
    assert "appointments/new/" not in browser.get(f"/ampere/members/{administrator.id}/").content.decode()
