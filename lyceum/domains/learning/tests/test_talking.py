"""The people of a path talk about it."""

from html import unescape

import pytest

from lyceum.domains.learning.tests.school import open_path
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.opening import open_about, open_direct
from lyceum.kernel.messaging.queries.conversation import conversation_shown


@pytest.mark.wish("I7")
def test_a_conversation_says_which_path_it_is_about(world: World) -> None:
    path, about = open_path(world), "learning:path"
    whole = open_about(world.student, about, path.id)
    two = open_direct(world.student, world.members[Role.TEACHER].person_id, (about, path.id))
    for conversation in (whole, two):
        shown = conversation_shown(world.teacher, conversation.id)
        assert (shown.subject or shown.title, shown.about and shown.about.title) == (path.name, path.name)
        assert {p.person_id for p in shown.people} == {
            world.members[role].person_id for role in (Role.TEACHER, Role.STUDENT)
        }
    with pytest.raises(NotFound):
        open_about(world.as_role(Role.ATHLETE), about, path.id)


def test_a_path_leads_to_an_appointment_with_its_teacher_about_it(world: World) -> None:
    path, teacher = open_path(world), world.members[Role.TEACHER]
    browser, page = world.browser(world.members[Role.STUDENT]), f"/ampere/learning/{path.id}/"
    address = (
        f"/ampere/appointments/new/{teacher.person_id}/?about_kind=learning:path&amp;about_id={path.id}&amp;title="
    )
    html = browser.get(page).content.decode()
    assert address in html
    link = unescape(html[html.index(address) :].partition('"')[0])
    asked = browser.get(link).content.decode()
    assert f'value="{path.id}"' in asked
    assert f'value="{path.name}"' in asked
    assert "appointments/new/" not in world.browser(teacher).get(page).content.decode()
