from dataclasses import replace
from datetime import date, datetime

import pytest

from lyceum.domains.events.actions.event import EventText, make_event
from lyceum.domains.events.actions.series import Scope, edit_in_series, make_series, plan_series
from lyceum.domains.events.actions.ticket_type import TypeText, add_type
from lyceum.domains.events.models import Event, EventState, Series
from lyceum.domains.events.rules.clock import moment_at, wall_at
from lyceum.domains.events.rules.recurrence import Rule
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid

PARIS = "Europe/Paris"
TUESDAYS = Rule("WEEKLY", weekdays=(1,), count=4)  # the 16th, 23rd and 30th of March 2027, the 6th of April
FIRST = EventText(
    "Café philo",
    moment_at(datetime(2027, 3, 16, 19), PARIS),
    moment_at(datetime(2027, 3, 16, 21), PARIS),
    PARIS,
)


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


def planned(shop: Shop) -> tuple[Event, Series]:
    caller = shop.organiser
    event = make_event(caller, new_identifier(), FIRST)
    add_type(caller, event.id, new_identifier(), TypeText("Entrée", 300), places=30)
    return event, make_series(caller, event.id, new_identifier(), TUESDAYS, [date(2027, 3, 23)]).series


def dates(series: Series) -> list[datetime]:
    return [wall_at(one.starts_at, PARIS) for one in series.events.order_by("starts_at")]


@pytest.mark.wish("H12")
def test_a_series_has_its_dates_at_its_hour_across_summer_time(shop: Shop) -> None:
    event, series = planned(shop)
    assert dates(series) == [datetime(2027, 3, 16, 19), datetime(2027, 3, 30, 19), datetime(2027, 4, 6, 19)]
    assert [one.ticket_types.get().name for one in series.events.all()] == 3 * ["Entrée"]
    assert [one.quotas.get().capacity for one in series.events.all()] == 3 * [30]
    again = make_series(shop.organiser, event.id, series.id, TUESDAYS)
    assert (again.added, series.events.count()) == ([], 3)


def test_the_first_must_be_one_of_them(shop: Shop) -> None:
    event = make_event(shop.organiser, new_identifier(), FIRST)
    with pytest.raises(Invalid) as refused:
        make_series(shop.organiser, event.id, new_identifier(), Rule("WEEKLY", weekdays=(2,), count=4))
    assert (list(refused.value.fields), Series.objects.count()) == (["rule"], 0)


def test_a_longer_rule_adds_and_a_shorter_one_takes_away_what_nobody_has(shop: Shop) -> None:
    _event, series = planned(shop)
    longer = plan_series(shop.organiser, series.id, replace(TUESDAYS, count=5), series.exceptions)
    assert (longer.added, longer.removed, longer.kept) == ([date(2027, 4, 13)], [], [])
    series.events.filter(occurs_on=date(2027, 4, 6)).update(state=EventState.PUBLISHED)
    shorter = plan_series(shop.organiser, series.id, replace(TUESDAYS, count=2))
    assert (shorter.added, shorter.removed) == ([date(2027, 3, 23)], [date(2027, 3, 30), date(2027, 4, 13)])
    assert shorter.kept == [date(2027, 4, 6)]


def test_what_is_changed_of_all_leaves_what_is_theirs_alone(shop: Shop) -> None:
    event, series = planned(shop)
    second = series.events.get(occurs_on=date(2027, 3, 30))
    edit_in_series(shop.organiser, second.id, replace(EventText.of(second), summary="Avec une invitée"), Scope.THIS)
    later = {
        "starts_at": moment_at(datetime(2027, 3, 16, 20), PARIS),
        "ends_at": moment_at(datetime(2027, 3, 16, 22), PARIS),
    }
    edit_in_series(shop.organiser, event.id, replace(EventText.of(event), title="Philo du mardi", **later), Scope.ALL)  # type: ignore[arg-type]
    assert dates(series) == [datetime(2027, 3, 16, 20), datetime(2027, 3, 30, 20), datetime(2027, 4, 6, 20)]
    assert sorted((one.title, one.summary) for one in series.events.all()) == [
        ("Philo du mardi", ""),
        ("Philo du mardi", ""),
        ("Philo du mardi", "Avec une invitée"),
    ]


def test_this_one_and_those_after_it_and_no_other(shop: Shop) -> None:
    _event, series = planned(shop)
    second = series.events.get(occurs_on=date(2027, 3, 30))
    edited = edit_in_series(
        shop.organiser, second.id, replace(EventText.of(second), title="Nouvelle saison"), Scope.FOLLOWING
    )
    assert [one.occurs_on for one in edited] == [date(2027, 3, 30), date(2027, 4, 6)]
    assert [one.title for one in series.events.order_by("starts_at")] == ["Café philo", *2 * ["Nouvelle saison"]]


def test_the_day_moves_for_one_date_at_a_time(shop: Shop) -> None:
    _event, series = planned(shop)
    second = series.events.get(occurs_on=date(2027, 3, 30))
    moved = replace(
        EventText.of(second),
        starts_at=moment_at(datetime(2027, 3, 31, 19), PARIS),
        ends_at=moment_at(datetime(2027, 3, 31, 21), PARIS),
    )
    with pytest.raises(Invalid):
        edit_in_series(shop.organiser, second.id, moved, Scope.ALL)
    edit_in_series(shop.organiser, second.id, moved, Scope.THIS)
    assert plan_series(shop.organiser, series.id, TUESDAYS, series.exceptions).added == []
    assert dates(series) == [datetime(2027, 3, 16, 19), datetime(2027, 3, 31, 19), datetime(2027, 4, 6, 19)]
