from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.contribution import Contributions, TodayItem
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member, make_organisation, make_person
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.ui.queries.first_steps import first_steps_for
from lyceum.kernel.ui.queries.today import part_of_day, today_for


@pytest.fixture
def rooms_say(monkeypatch: Any) -> Any:
    """Only these items are on *Today*."""

    def say(*items: TodayItem) -> None:
        contributed = {"test": Contributions(today=lambda caller: items)}
        monkeypatch.setattr(registry, "rooms", lambda: contributed)

    return say


def item(title: str, urgency: int, hour: int | None = None) -> TodayItem:
    at = datetime(2026, 3, 2, hour, tzinfo=UTC) if hour is not None else None
    return TodayItem(title, "/somewhere/", "star", at=at, urgency=urgency)


@pytest.mark.parametrize(
    ("hour", "part"), [(4, "night"), (5, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (22, "night")]
)
def test_the_part_of_the_day(hour: int, part: str) -> None:
    assert part_of_day(hour) == part


def test_gathers_every_room_by_urgency_then_time(world: World, rooms_say: Any) -> None:
    rooms_say(item("whenever", 0), item("late", 1, 17), item("early", 1, 8), item("now", 2), item("untimed", 1))
    today = today_for(world.student, datetime(2026, 3, 2, 7, tzinfo=UTC))
    assert [i.title for i in today.now] == ["now"]
    assert [i.title for i in today.today] == ["early", "late", "untimed"]
    assert [i.title for i in today.later] == ["whenever"]


def test_greets_in_the_persons_own_time_zone(world: World) -> None:
    member = make_member(world.ampere, Role.COACH, person=make_person("Rin Aoki", time_zone="Asia/Tokyo"))
    evening_in_paris = datetime(2026, 3, 2, 21, tzinfo=UTC)
    assert today_for(caller_of(member), evening_in_paris).part_of_day == "morning"


def test_an_empty_day_says_so(world: World, rooms_say: Any) -> None:
    browser = world.browser(world.members[Role.STUDENT])
    rooms_say()
    page = browser.get("/ampere/today/").content.decode()
    assert "Nothing is waiting for you" in page
    assert "First steps" not in page


def test_shows_what_is_to_do(world: World, rooms_say: Any) -> None:
    rooms_say(item("Answer <Tomás>", 2))
    page = world.browser(world.members[Role.STUDENT]).get("/ampere/today/").content.decode()
    assert "Answer &lt;Tomás&gt;" in page
    assert "Nothing is waiting" not in page


def test_an_owner_of_a_fresh_organisation_sees_the_first_steps(world: World) -> None:
    fresh = make_organisation("Studio Nord", "studio-nord")
    owner = make_member(fresh, Role.OWNER)
    page = world.browser(owner).get("/studio-nord/today/").content.decode()
    assert "First steps" in page
    assert "Invite the first people" in page


def test_steps_are_crossed_out_as_they_are_done(world: World, django_assert_num_queries: Any) -> None:
    owner = world.owner
    with django_assert_num_queries(1):
        steps = first_steps_for(owner)
    assert [step.done for step in steps] == [False, True, True, False]
    world.ampere.description = "A lycée in Lyon."
    world.ampere.save()
    Notice.objects.create(organisation=world.ampere, title="Welcome", body="To all of you.")
    assert first_steps_for(owner) == []


def test_a_student_has_no_first_steps(world: World, django_assert_num_queries: Any) -> None:
    student = world.student
    with django_assert_num_queries(0):
        assert first_steps_for(student) == []


def test_today_may_be_kept_on_the_device(world: World) -> None:
    answer = world.browser(world.members[Role.STUDENT]).get("/ampere/today/")
    assert answer.headers["X-Keep-Offline"] == "1"
    assert "private" in answer.headers["Cache-Control"]


def test_a_visitor_must_sign_in(world: World) -> None:
    answer = Client().get("/ampere/today/")
    assert answer.status_code == 302
    assert "next=/ampere/today/" in answer.headers["Location"]
