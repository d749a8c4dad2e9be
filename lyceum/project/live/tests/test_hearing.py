import time

import pytest
from django.db import transaction
from websockets.exceptions import InvalidStatus

from lyceum.domains.events.actions.pulse import tell_availability
from lyceum.domains.events.tests.shop import make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.live import person_topic, push, revoke
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.suspension import restore_organisation, suspend_organisation
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.kernel.messaging.actions.reading import mark_read
from lyceum.kernel.messaging.tests.board import published
from lyceum.project.live.tests.conftest import Opens, anyone, ask, closes_with, cut_the_bus, hear

pytestmark = pytest.mark.django_db


@pytest.mark.wish("O5")
def test_a_member_hears_their_organisation_and_no_other(world: World, opens: Opens) -> None:
    notices, foreign = f"organisation:{world.ampere.id}:notices", f"organisation:{world.nordic.id}:notices"
    student = opens(anyone(world), "ampere")
    stranger = opens(world.foreigners[Role.OWNER], "nordic")
    assert ask(student, "notices") == {"subscribed": ["notices"]}
    assert ask(stranger, "notices") == {"subscribed": ["notices"]}
    push(foreign, "refresh", id=1)
    push(notices, "refresh", id=2)
    assert hear(student) == {"topic": notices, "kind": "refresh", "id": "2"}
    assert hear(stranger) == {"topic": foreign, "kind": "refresh", "id": "1"}


def test_what_was_told_while_the_page_was_loading_is_looked_at(world: World, opens: Opens) -> None:
    """The welcome of a new member came between their first page and its socket, and the bell stayed silent."""
    early, late = opens(anyone(world), "ampere"), opens(anyone(world), "ampere")
    ask(early, "notices")
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    hear(early)
    late.send('{"subscribe": ["notices"], "seen": 5}')
    assert [hear(late), hear(late)] == [{"subscribed": ["notices"]}, {"changed": ["notices"]}]


def test_refuses_topics_of_others_and_unknown_ones(world: World, opens: Opens) -> None:
    student = opens(anyone(world), "ampere")
    stranger = world.foreigners[Role.OWNER].person
    names = [
        f"organisation:{world.nordic.id}:notices",
        f"person:{stranger.id}:notifications",
        f"person:{stranger.id}",
        "sign-in:0",
        "everything",
        "organisation:*:notices",
        "x" * 300,
    ]
    assert ask(student, *names) == {"subscribed": []}
    assert hear(student) == {"refused": sorted(names)}
    push(f"organisation:{world.nordic.id}:notices", "refresh")
    with pytest.raises(TimeoutError):
        hear(student, within=0.3)


def test_a_rollback_says_nothing(world: World, opens: Opens) -> None:
    student = opens(anyone(world), "ampere")
    ask(student, "notices")
    topic = f"organisation:{world.ampere.id}:notices"
    with transaction.atomic():
        push(topic, "refresh", id=1)
        transaction.set_rollback(True)
    with transaction.atomic():
        push(topic, "refresh", id=2)
    assert hear(student)["id"] == "2"


def test_only_our_own_pages_open_a_socket(world: World, opens: Opens) -> None:
    for origin in ("https://evil.example", None):
        with pytest.raises(InvalidStatus) as refused:
            opens(anyone(world), "ampere", origin=origin)
        assert refused.value.response.status_code == 403


def test_refuses_visitors_and_members_of_other_organisations(world: World, opens: Opens) -> None:
    assert closes_with(opens(None)) == 4401
    assert closes_with(opens(anyone(world), "nordic")) == 4403
    assert closes_with(opens(anyone(world), "no-such-place")) == 4403


def test_anybody_hears_what_is_everybodys_and_nothing_else(world: World, opens: Opens) -> None:
    shop = make_shop("fanfare")
    scope.leave()
    shown = f"shop:{shop.organisation.id}:event:{shop.event.id}:availability"
    shut = [f"event:{shop.event.id}:door", f"organisation:{world.ampere.id}:notices", "notifications"]
    anybody = opens(None, path="/live?as=anybody")
    assert ask(anybody, shown, *shut) == {"subscribed": [shown]}
    assert hear(anybody) == {"refused": sorted(shut)}
    with scope.entered(shop.organisation.id):
        tell_availability(shop.organisation.id, shop.event.id)
    left = {str(each.id): 10 for each in shop.types}
    told = hear(anybody)["content"]
    assert (told["id"], told["left"]) == (str(shop.event.id), left)
    anybody.send('{"say": "typing", "about": {}}')
    assert closes_with(anybody) == 4429


def test_a_socket_of_anybody_is_opened_by_our_own_pages_too(opens: Opens) -> None:
    with pytest.raises(InvalidStatus) as refused:
        opens(None, path="/live?as=anybody", origin="https://evil.example")
    assert refused.value.response.status_code == 403


def test_without_an_organisation_a_person_hears_what_is_their_own(world: World, opens: Opens) -> None:
    member = anyone(world)
    alone = opens(member)
    assert ask(alone, "notifications", "notices") == {"subscribed": ["notifications"]}
    assert hear(alone) == {"refused": ["notices"]}
    push(f"person:{member.person_id}:notifications", "refresh")
    assert hear(alone)["kind"] == "refresh"


def test_an_author_sees_at_once_that_somebody_has_read(world: World, opens: Opens) -> None:
    """And nobody else is told who reads what: the topic is the author's own."""
    author, colleague = opens(world.members[Role.TEACHER], "ampere"), opens(anyone(world), "ampere")
    assert ask(author, "readers") == {"subscribed": ["readers"]}
    ask(colleague, "readers")
    notice = published(world.teacher)
    mark_read(world.student, notice.id)
    mark_read(world.student, notice.id)
    topic = f"person:{world.members[Role.TEACHER].person_id}:readers"
    assert hear(author) == {"topic": topic, "kind": "refresh", "id": str(notice.id)}
    for silent in (author, colleague):
        with pytest.raises(TimeoutError):
            hear(silent, within=0.3)


def test_a_suspended_member_is_out_within_a_second(world: World, opens: Opens) -> None:
    member = anyone(world)
    student, teacher = opens(member, "ampere"), opens(world.members[Role.TEACHER], "ampere")
    ask(student, "notices")
    ask(teacher, "notices")
    started = time.monotonic()
    with transaction.atomic(), scope.entered(world.ampere.id):
        Membership.objects.filter(id=member.id).update(suspended_at="2020-01-01T00:00Z")
        revoke(person_topic(member.person_id))
    assert closes_with(student, within=2) == 4403
    assert time.monotonic() - started < 1
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    assert hear(teacher)["kind"] == "refresh"


def test_the_members_of_a_suspended_organisation_are_out_within_a_second(world: World, opens: Opens) -> None:
    member = make_member(world.nordic, Role.ATHLETE, person=make_person("Axel"))
    here, elsewhere = opens(member, "nordic"), opens(member)
    ask(here, "notices")
    ask(elsewhere, "notifications")
    operator = Individual(make_person("Olga", is_operator=True).id, is_operator=True)
    started = time.monotonic()
    suspend_organisation(operator, world.nordic.id)
    assert closes_with(here, within=2) == 4403
    assert time.monotonic() - started < 1
    restore_organisation(operator, world.nordic.id)
    push(f"person:{member.person_id}:notifications", "refresh")
    assert hear(elsewhere)["kind"] == "refresh"


def test_a_closed_account_is_out_everywhere_within_a_second(world: World, opens: Opens) -> None:
    member = anyone(world)
    browser = world.browser(member)
    here = opens(member, "ampere")
    other = opens(member, "ampere")
    ask(here, "notices")
    ask(other, "notices")
    member.person.is_active = False
    member.person.save()
    revoke(person_topic(member.person_id))
    assert (closes_with(here, within=1), closes_with(other, within=1)) == (4401, 4401)
    assert browser.get("/ampere/api/v1/me").status_code == 401


def test_after_the_bus_was_cut_everybody_looks_again(world: World, opens: Opens) -> None:
    student = opens(anyone(world), "ampere")
    ask(student, "notices")
    cut_the_bus()
    assert hear(student) == {"kind": "resync"}
    push(f"organisation:{world.ampere.id}:notices", "refresh")
    assert hear(student)["kind"] == "refresh"
