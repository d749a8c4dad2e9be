"""Whether something can be bought now, and what a form asks for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.asking import Unreadable, wants_in
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.rules.standing import Stand, Standing, Step, Window, stand, step_now
from lyceum.domains.events.rules.structured import PricedOffer, Spot, structured

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TYPE = UUID("01a00000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("window", "places", "found"),
    [
        (Window(), None, Stand(Standing.OPEN, 10)),
        (Window(), 400, Stand(Standing.OPEN, 10)),
        (Window(), 10, Stand(Standing.FEW, 10, 10)),
        (Window(), 3, Stand(Standing.FEW, 3, 3)),
        (Window(), 0, Stand(Standing.SOLD_OUT)),
        (Window(since=NOW + HOUR), 400, Stand(Standing.SOON)),
        (Window(since=NOW), 400, Stand(Standing.OPEN, 10)),
        (Window(until=NOW), 400, Stand(Standing.OVER)),
        (Window(until=NOW + HOUR), 400, Stand(Standing.OPEN, 10)),
    ],
)
def test_says_whether_it_can_be_bought(window: Window, places: int | None, found: Stand) -> None:
    assert stand(NOW, window, places, bundle=1, least=1, most=10) == found


def test_a_bundle_takes_several_places_and_a_minimum_needs_them_all() -> None:
    assert stand(NOW, Window(), 11, bundle=4, least=1, most=10) == Stand(Standing.FEW, 2, 2)
    assert stand(NOW, Window(), 11, bundle=4, least=3, most=10) == Stand(Standing.SOLD_OUT)


@given(places=st.integers(0, 500), bundle=st.integers(1, 9), least=st.integers(1, 9), most=st.integers(1, 20))
def test_never_offers_what_is_not_there(places: int, bundle: int, least: int, most: int) -> None:
    found = stand(NOW, Window(), places, bundle=bundle, least=least, most=most)
    assert found.most * bundle <= places
    assert found.most <= most
    assert found.is_open == (places // bundle >= least)


def test_windows_meet() -> None:
    both = Window(NOW, NOW + 3 * HOUR).within(Window(NOW + HOUR, None))
    assert both == Window(NOW + HOUR, NOW + 3 * HOUR)


def test_the_first_early_bird_that_holds_counts() -> None:
    steps = [Step(1000, NOW, None), Step(1200, None, 0), Step(1500, NOW + HOUR, 3)]
    assert step_now(NOW, steps) == 2
    assert step_now(NOW + HOUR, steps) is None


def test_a_form_is_read_in_its_own_currency() -> None:
    form = {"type-x": "3", f"type-{TYPE}": " 2 ", f"price-{TYPE}": "12,50", "voucher": "AMIS"}
    assert wants_in(form, "EUR") == [Want(TYPE, 2, 1250)]
    assert wants_in(form | {f"price-{TYPE}": "1200"}, "JPY") == [Want(TYPE, 2, 1200)]
    assert wants_in({f"type-{TYPE}": "0"}, "EUR") == wants_in({f"type-{TYPE}": ""}, "EUR") == []


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "1001", "٣"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(Unreadable) as fault:
        wants_in({f"type-{TYPE}": value}, "EUR")
    assert fault.value.field == f"type-{TYPE}"


def test_a_price_finer_than_the_currency_is_refused() -> None:
    with pytest.raises(Unreadable) as fault:
        wants_in({f"type-{TYPE}": "1", f"price-{TYPE}": "5.005"}, "EUR")
    assert fault.value.field == f"price-{TYPE}"


@pytest.mark.wish("H11")
def test_schema_org_knows_the_event() -> None:
    said = structured(
        title="Nuit du jazz", text="", address="https://lyceum.test/scene/events/nuit/", state="postponed",
        starts_at=NOW, ends_at=NOW + HOUR, language="fr", organiser=("La Scène", "https://lyceum.test/scene/"),
        pictures=[], spot=Spot("Le Cargö", city="Caen", country="FR", latitude=49.2, longitude=-0.35), currency="EUR",
        offers=[PricedOffer("Plein tarif", "24.00", "few"), PricedOffer("Carré or", "60.00", "sold_out", NOW)],
        is_online=False,
    )  # fmt: skip
    assert (said["@type"], said["eventStatus"]) == ("Event", "https://schema.org/EventPostponed")
    assert said["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 49.2, "longitude": -0.35}
    assert [offer["availability"].rpartition("/")[2] for offer in said["offers"]] == ["LimitedAvailability", "SoldOut"]
    assert said["offers"][1]["validFrom"] == "2027-06-01T12:00:00+00:00"
    assert "description" not in said
    assert "image" not in said
