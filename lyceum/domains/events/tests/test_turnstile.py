"""People stand in line before a sale, each in turn."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.domains.events.actions import turnstile as turning
from lyceum.domains.events.actions.turnstile import StandInLine, await_turn, set_turnstile, through_turnstile
from lyceum.domains.events.models import Event, EventTurnstile, Mode
from lyceum.domains.events.queries.turnstile import standing_of
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed, TooMany
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "_seen", {})
    monkeypatch.setattr(turning, "SAMPLED", 1)
    monkeypatch.setattr(turning, "STARTING_RATE", 1.0)  # two may come at once


@pytest.fixture
def shop(db: None) -> Shop:
    """Its turnstile hardly turns by itself, however slow the machine that tests: ``time_passes`` alone moves it."""
    made = make_shop()
    slow_turnstile(made)
    return made


def slow_turnstile(shop: Shop) -> None:
    here = {"organisation_id": shop.organiser.organisation_id}
    EventTurnstile.objects.create(**here, event=shop.event, since=timezone.now(), rate=0.001)


def crowd(shop: Shop) -> StandInLine:
    """They come until one of them must stand in line."""
    for _ in range(100):
        try:
            enter(shop)
        except StandInLine as refusal:
            return refusal
    raise AssertionError("nobody ever stood in line")


def enter(shop: Shop, place: str = "") -> str:
    with through_turnstile(shop.visitor, shop.event.id, place) as kept:
        return kept


def turned_away(shop: Shop, place: str = "") -> StandInLine:
    with pytest.raises(StandInLine) as refusal:
        enter(shop, place)
    return refusal.value


def turnstile(shop: Shop) -> EventTurnstile:
    with scope.entered(shop.organisation.id):
        row: EventTurnstile = EventTurnstile.objects.get(event=shop.event)
    return row


def time_passes(shop: Shop, seconds: float) -> None:
    """At one a second, and long enough that nothing seen before is still believed."""
    turning._seen.clear()
    row = turnstile(shop)
    with scope.entered(shop.organisation.id):
        EventTurnstile.objects.filter(id=row.id).update(base=row.base + seconds)


def test_nobody_stands_in_line_while_there_is_room(shop: Shop) -> None:
    assert [enter(shop) for _ in range(2)] == [""] * 2
    assert turnstile(shop).stands_since is None


@pytest.mark.wish("H2")
def test_when_more_come_than_are_served_they_stand_in_line_by_themselves(shop: Shop) -> None:
    refusals = [crowd(shop), turned_away(shop), turned_away(shop)]
    assert [refusal.line.ahead for refusal in refusals] == [0, 1, 2]
    assert (refusals[0].status, refusals[0].code) == (429, "stand_in_line")
    assert Announcement.objects.filter(kind="events.turnstile_stood").count() == 1


def test_each_is_let_in_by_turn_and_only_once_it_has_come(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    first, second = turned_away(shop).line.place, turned_away(shop).line.place
    time_passes(shop, 1)
    assert enter(shop, first) == first
    assert turned_away(shop, second).line.place == second
    time_passes(shop, 1)
    assert enter(shop, second) == second


def test_who_waits_may_ask_as_often_as_they_like(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    place = turned_away(shop).line.place
    waits = [await_turn(shop.visitor, shop.event.id, place) for _ in range(10)]
    assert {(line.place, line.is_turn) for line in waits} == {(place, False)}
    time_passes(shop, 1)
    assert await_turn(shop.visitor, shop.event.id, place).is_turn
    assert enter(shop, place) == place


def test_a_place_that_was_forged_or_is_of_another_event_is_worth_a_new_one(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    first = turned_away(shop).line.place
    assert turned_away(shop, "0.forged").line.ahead == 1
    other = make_shop("autre")
    slow_turnstile(other)
    set_turnstile(other.organiser, other.event.id, Mode.ALWAYS)
    assert turned_away(other, first).line.place != first


def test_a_place_is_not_shared_by_many(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    place = turned_away(shop).line.place
    time_passes(shop, 1)
    for _ in range(turning.PASSES):
        assert enter(shop, place) == place
    with pytest.raises(TooMany) as refusal:
        enter(shop, place)
    assert not isinstance(refusal.value, StandInLine)


def test_before_the_sale_one_waits_and_at_its_beginning_the_places_are_drawn(shop: Shop) -> None:
    Event.objects.filter(id=shop.event.id).update(sales_from=timezone.now() + timedelta(minutes=5))
    early = [turned_away(shop).line for _ in range(5)]
    assert [line.ahead for line in early] == [None] * 5
    assert early[0].opens_at is not None
    Event.objects.filter(id=shop.event.id).update(sales_from=timezone.now())
    EventTurnstile.objects.update(lobby_until=timezone.now(), since=timezone.now())
    aheads = {turned_away(shop, line.place).line.ahead for line in early}
    assert aheads == {0, 1, 2, 3, 4}
    assert turnstile(shop).lobby == 5


def test_the_line_goes_away_when_nobody_is_in_it(shop: Shop) -> None:
    place = crowd(shop).line.place
    time_passes(shop, 600)
    assert enter(shop, place) == place
    assert turnstile(shop).stands_since is None


def test_the_rate_follows_how_long_a_hold_takes(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    place = turned_away(shop).line.place
    time_passes(shop, 1)
    ticks = iter([0.0, 0.0, 0.9] * 9)
    monkeypatch.setattr(turning, "monotonic", lambda: next(ticks))
    EventTurnstile.objects.update(rate=30.0)
    enter(shop, place)
    assert turnstile(shop).rate == pytest.approx(21.0)


def test_the_organiser_sees_the_line_and_others_do_not(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    turned_away(shop)
    standing: Any = standing_of(shop.organiser, shop.event.id)
    assert (standing.mode, standing.waiting + standing.let_in, standing.rate) == ("always", 1, 0.001)
    attendee = caller_of(make_member(shop.organisation, Role.ATTENDEE))
    with pytest.raises(NotAllowed):
        standing_of(attendee, shop.event.id)
    with pytest.raises(NotAllowed):
        set_turnstile(attendee, shop.event.id, Mode.NEVER)
    assert turnstile(shop).mode == Mode.ALWAYS


def test_whoever_chose_tickets_is_sent_to_the_line_and_back_with_what_they_chose(shop: Shop, client: Client) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    address = f"/{shop.organisation.slug}/events/{shop.event.slug}/"
    chosen = {f"type-{shop.types[0].id}": "2"}
    sent = client.post(address, chosen)
    assert sent.status_code == 302
    waiting = client.get(sent["Location"])
    assert b'http-equiv="refresh"' in waiting.content
    time_passes(shop, 1)
    turn = client.get(sent["Location"])
    assert f'name="type-{shop.types[0].id}" value="2"'.encode() in turn.content
    place = client.cookies["place"].value
    bought = client.post(address, chosen | {"place": place})
    assert bought.status_code == 302
    assert "/orders/" in bought["Location"]
    asked = client.get(f"/{shop.organisation.slug}/api/v1/events/{shop.event.id}/line", {"place": place}).json()
    assert (asked["place"], asked["ahead"]) == (place, -1)


def test_before_the_sale_the_line_says_when_it_opens(shop: Shop, client: Client) -> None:
    opens = timezone.now() + timedelta(minutes=5)
    Event.objects.filter(id=shop.event.id).update(sales_from=opens, time_zone="Asia/Tokyo")
    waiting = client.get(f"/{shop.organisation.slug}/events/{shop.event.slug}/line/")
    assert waiting.status_code == 200
    assert f"{opens.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}" in waiting.content.decode()


def test_a_program_that_is_turned_away_is_told_its_place_and_holds_with_it(shop: Shop) -> None:
    set_turnstile(shop.organiser, shop.event.id, Mode.ALWAYS)
    scope.leave()
    body: dict[str, Any] = {
        "id": str(new_identifier()),
        "wants": [{"type_id": str(shop.types[0].id), "quantity": 1}],
    }
    address = f"/scene/api/v1/events/{shop.event.id}/orders"
    refused = Client().post(address, body, content_type="application/json")
    [place] = refused.json()["fields"]["place"]
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert turnstile(shop).drawn == 1
    time_passes(shop, 1)
    scope.leave()
    assert Client().post(address, body | {"place": place}, content_type="application/json").status_code == 200
    assert turnstile(shop).drawn == 1
