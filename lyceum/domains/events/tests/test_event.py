from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from lyceum.domains.events.actions.duplicating import duplicate_event
from lyceum.domains.events.actions.event import (
    EventText,
    edit_event,
    make_event,
    publish_event,
    remove_event,
)
from lyceum.domains.events.actions.place import PlaceText, keep_place, remove_place
from lyceum.domains.events.actions.price_step import StepText
from lyceum.domains.events.actions.question import QuestionText, set_question
from lyceum.domains.events.actions.quota import set_capacity, set_quota
from lyceum.domains.events.actions.ticket_type import TypeText, add_type
from lyceum.domains.events.models import Event, EventState, Order, Quota
from lyceum.domains.events.rules.clock import moment_at, wall_at
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member

PARIS = "Europe/Paris"
EVENING = EventText(
    "Quatuor sous les toits",
    moment_at(datetime(2027, 3, 20, 20), PARIS),
    moment_at(datetime(2027, 3, 20, 22), PARIS),
    PARIS,
)


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


def drafted(caller: Caller) -> Event:
    return make_event(caller, new_identifier(), EVENING)


@pytest.mark.wish("H12")
def test_a_draft_is_made_once_and_its_address_comes_from_its_title(shop: Shop) -> None:
    caller, event_id = shop.organiser, new_identifier()
    made = [make_event(caller, event_id, EVENING) for _time in range(2)]
    assert [(one.id, one.slug, one.state) for one in made] == 2 * [(event_id, "quatuor-sous-les-toits", "draft")]
    assert drafted(caller).slug == "quatuor-sous-les-toits-2"


def test_a_member_who_does_not_organise_makes_none(shop: Shop) -> None:
    attendee = caller_of(make_member(shop.organisation, Role.ATTENDEE))
    with pytest.raises(NotAllowed):
        drafted(attendee)
    assert Event.objects.within(attendee).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"ends_at": EVENING.starts_at}, "ends_at"),
        ({"doors_at": EVENING.ends_at}, "doors_at"),
        ({"time_zone": "Europe/Lutece"}, "time_zone"),
        ({"category": "orgy"}, "category"),
        ({"currency": "euro"}, "currency"),
        ({"sales_until": EVENING.ends_at + timedelta(days=1)}, "sales_until"),
        ({"sales_from": EVENING.ends_at}, "sales_from"),
        ({"max_per_order": 0}, "max_per_order"),
        ({"refund_percent": 101}, "refund_percent"),
        ({"accessible": ["helipad"]}, "accessible"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"place_id": new_identifier()}, "place_id"),
    ],
)
def test_refuses_what_cannot_be_and_says_where(shop: Shop, changes: dict[str, object], field: str) -> None:
    caller, event = shop.organiser, drafted(shop.organiser)
    with pytest.raises(Invalid) as refused:
        edit_event(caller, event.id, replace(EVENING, **changes))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]
    event.refresh_from_db()
    assert (event.edition, EventText.of(event)) == (1, EVENING)


def test_two_who_edit_at_once_are_told(shop: Shop) -> None:
    caller, event = shop.organiser, drafted(shop.organiser)
    edit_event(caller, event.id, replace(EVENING, title="Trio"), edition=1)
    with pytest.raises(Conflict) as refused:
        edit_event(caller, event.id, replace(EVENING, title="Duo"), edition=1)
    event.refresh_from_db()
    assert (refused.value.code, event.title) == ("changed_meanwhile", "Trio")


def test_an_event_is_sold_in_one_currency(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        edit_event(shop.organiser, shop.event.id, replace(EventText.of(shop.event), currency="JPY"))
    assert list(refused.value.fields) == ["currency"]


def test_it_is_published_when_nothing_is_missing(shop: Shop) -> None:
    caller, event = shop.organiser, drafted(shop.organiser)
    with pytest.raises(Conflict) as refused:
        publish_event(caller, event.id)
    assert refused.value.code == "not_ready"
    place = keep_place(caller, new_identifier(), PlaceText("Le Cargö", city="Caen"))
    edit_event(caller, event.id, replace(EVENING, place_id=place.id))
    add_type(caller, event.id, new_identifier(), TypeText("Plein tarif", 2000), places=100)
    assert [publish_event(caller, event.id).state for _time in range(2)] == ["published", "published"]


def test_only_a_draft_that_nobody_ordered_for_is_deleted(shop: Shop) -> None:
    caller, draft = shop.organiser, drafted(shop.organiser)
    remove_event(caller, draft.id)
    with pytest.raises(Conflict):
        remove_event(caller, shop.event.id)
    assert list(Event.objects.within(caller)) == [shop.event]


def test_a_place_where_something_happens_stays(shop: Shop) -> None:
    caller = shop.organiser
    place = keep_place(caller, new_identifier(), PlaceText("Le Cargö", city="Caen"))
    edit_event(caller, drafted(caller).id, replace(EVENING, place_id=place.id))
    with pytest.raises(Conflict):
        remove_place(caller, place.id)
    with pytest.raises(Invalid) as refused:
        keep_place(caller, place.id, PlaceText("Le Cargö", latitude=float("nan"), longitude=2.0))
    assert list(refused.value.fields) == ["latitude"]


def test_a_copy_has_everything_but_what_was_sold_and_keeps_its_hours(shop: Shop) -> None:
    caller, event = shop.organiser, drafted(shop.organiser)
    kept = edit_event(caller, event.id, replace(EVENING, sales_until=moment_at(datetime(2027, 3, 19, 18), PARIS)))
    steps = [StepText(1500, "Early", until=moment_at(datetime(2027, 2, 1, 12), PARIS), first=20)]
    full = add_type(caller, event.id, new_identifier(), TypeText("Plein", 2000), places=100, steps=steps)
    add_type(caller, event.id, new_identifier(), TypeText("Verre", 500, kind="addon", addon_to_id=full.id), places=50)
    set_question(caller, event.id, new_identifier(), QuestionText("Régime ?", types=(full.id,)))
    Quota.objects.filter(event=event, name="Plein").update(sold=7)
    copy = duplicate_event(caller, event.id, new_identifier(), moment_at(datetime(2027, 4, 3, 21), PARIS), "Bis")
    types = {one.name: one for one in copy.ticket_types.all()}
    assert (copy.title, copy.state, copy.slug) == ("Bis", EventState.DRAFT, "bis")
    assert [wall_at(one, PARIS) for one in (copy.starts_at, copy.ends_at, copy.sales_until or copy.ends_at)] == [
        datetime(2027, 4, 3, 21),
        datetime(2027, 4, 3, 23),
        datetime(2027, 4, 2, 18),
    ]
    assert types["Verre"].addon_to_id == types["Plein"].id
    assert [(q.name, q.capacity, q.sold) for q in copy.quotas.order_by("name")] == [("Plein", 100, 0), ("Verre", 50, 0)]
    assert [(s.price, s.first, wall_at(s.until, PARIS)) for s in types["Plein"].price_steps.all()] == [
        (1500, 20, datetime(2027, 2, 15, 12))
    ]
    assert [(q.text, q.types) for q in copy.questions.all()] == [("Régime ?", [types["Plein"].id])]
    assert kept.sales_until == datetime(2027, 3, 19, 17, tzinfo=UTC)


@pytest.mark.wish("H3")
def test_a_quota_is_never_less_than_what_is_sold_and_says_how_much_that_is(shop: Shop) -> None:
    caller, types = shop.organiser, {one.id for one in shop.types}
    Quota.objects.filter(id=shop.quota.id).update(sold=4, held=2)
    with pytest.raises(Conflict) as refused:
        set_quota(caller, shop.event.id, shop.quota.id, "Salle", 5, types)
    assert refused.value.fields == {"capacity": ["6 are sold or being paid: it cannot be less."]}
    assert set_quota(caller, shop.event.id, shop.quota.id, "Salle", 6, types).capacity == 6
    with transaction.atomic():
        set_capacity(shop.quota, 6)


def test_a_ticket_that_was_sold_is_counted_where_it_was_sold(shop: Shop) -> None:
    caller, other = shop.organiser, new_identifier()
    order = Order.objects.create(
        organisation=shop.organisation, event=shop.event, code="AAAA1", currency="EUR", state="paid"
    )
    order.lines.create(organisation=shop.organisation, ticket_type=shop.types[0])
    with pytest.raises(Conflict) as refused:
        set_quota(caller, shop.event.id, other, "Balcon", 5, {shop.types[0].id})
    assert refused.value.code == "sold_already"
    assert set_quota(caller, shop.event.id, other, "Balcon", 5, {shop.types[1].id}).capacity == 5


def test_nobody_of_another_organisation_finds_it(shop: Shop, world: World) -> None:
    with pytest.raises(NotFound):
        edit_event(world.stranger, shop.event.id, EVENING)
