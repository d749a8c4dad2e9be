"""What is sold, to whom, at what price: types, early prices, vouchers, questions, and who may change them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lyceum.domains.events.actions.crew import remove_crew, set_crew
from lyceum.domains.events.actions.event import EventText, edit_event
from lyceum.domains.events.actions.price_step import StepText
from lyceum.domains.events.actions.question import QuestionText, order_questions, remove_question, set_question
from lyceum.domains.events.actions.ticket_type import TypeText, add_type, edit_type, order_types, remove_type
from lyceum.domains.events.actions.voucher import VoucherText, make_vouchers, remove_voucher, set_voucher
from lyceum.domains.events.models import CrewMember, CrewRole, Order, PriceStep, Quota, Voucher
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


def test_a_type_comes_with_places_of_its_own_once(shop: Shop) -> None:
    type_id = new_identifier()
    for _time in range(2):
        add_type(shop.organiser, shop.event.id, type_id, TypeText("Balcon", 1550, 550), places=40)
    assert [(one.name, one.price, one.position) for one in shop.event.ticket_types.filter(id=type_id)] == [
        ("Balcon", 1550, 2)
    ]
    assert list(Quota.objects.filter(ticket_types=type_id).values_list("name", "capacity")) == [("Balcon", 40)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Type 2"}, "name"),
        ({"price": -1}, "price"),
        ({"price": 3_000_000_000}, "price"),
        ({"vat_rate": 10_001}, "vat_rate"),
        ({"is_free_price": True, "price": 300, "floor": 500}, "price"),
        ({"minimum": 0}, "minimum"),
        ({"minimum": 4, "maximum": 3}, "maximum"),
        ({"bundle": 0}, "bundle"),
        ({"addon_to_id": new_identifier()}, "addon_to_id"),
    ],
)
def test_a_type_that_cannot_be_is_refused(shop: Shop, changes: dict[str, object], field: str) -> None:
    before = TypeText.of(shop.types[0])
    with pytest.raises(Invalid) as refused:
        edit_type(shop.organiser, shop.event.id, shop.types[0].id, replace(before, **changes))  # type: ignore[arg-type]
    shop.types[0].refresh_from_db()
    assert (list(refused.value.fields), TypeText.of(shop.types[0])) == ([field], before)


def test_a_sale_that_goes_on_after_the_event_is_refused(shop: Shop) -> None:
    late = replace(TypeText.of(shop.types[0]), sale_until=shop.event.ends_at + timedelta(hours=1))
    with pytest.raises(Invalid) as refused:
        edit_type(shop.organiser, shop.event.id, shop.types[0].id, late)
    assert refused.value.fields == {"sale_until": ["The sale ends after the event."]}


def test_types_stand_in_the_order_that_is_said(shop: Shop) -> None:
    first, second = (one.id for one in shop.types)
    order_types(shop.organiser, shop.event.id, [second, first])
    assert list(shop.event.ticket_types.order_by("position").values_list("id", flat=True)) == [second, first]
    with pytest.raises(Conflict):
        order_types(shop.organiser, shop.event.id, [second])


def test_a_type_in_an_order_stays_and_one_alone_takes_its_quota_along(shop: Shop) -> None:
    caller, type_id = shop.organiser, new_identifier()
    order = Order.objects.create(organisation=shop.organisation, event=shop.event, code="AAAA1", currency="EUR")
    order.lines.create(organisation=shop.organisation, ticket_type=shop.types[0], is_live=False)
    with pytest.raises(Conflict) as refused:
        remove_type(caller, shop.event.id, shop.types[0].id)
    assert refused.value.code == "in_use"
    add_type(caller, shop.event.id, type_id, TypeText("Balcon", 1550), places=40, steps=[StepText(900, first=5)])
    for _time in range(2):
        remove_type(caller, shop.event.id, type_id)
    assert (list(shop.event.quotas.all()), PriceStep.objects.count()) == ([shop.quota], 0)


def test_an_early_price_is_not_for_fewer_than_have_it(shop: Shop) -> None:
    caller, text, type_id = shop.organiser, TypeText.of(shop.types[0]), shop.types[0].id
    edit_type(caller, shop.event.id, type_id, text, [StepText(900, first=5), StepText(1200, first=10)])
    PriceStep.objects.filter(price=900).update(taken=3)
    for steps, said in (
        ([StepText(900, first=2)], "3 were sold at this early price: it cannot be for fewer."),
        ([], "Tickets were sold at this early price: end it today instead."),
    ):
        with pytest.raises(Conflict) as refused:
            edit_type(caller, shop.event.id, type_id, text, steps)
        assert refused.value.fields == {"steps": [said]}
    edit_type(caller, shop.event.id, type_id, text, [StepText(900, first=3)])
    assert list(PriceStep.objects.values_list("price", "first", "taken")) == [(900, 3, 3)]


def test_early_prices_end_one_after_the_other(shop: Shop) -> None:
    text, soon = TypeText.of(shop.types[0]), shop.event.starts_at - timedelta(days=5)
    for steps in ([StepText(900)], [StepText(900, until=soon), StepText(1200, until=soon)], [StepText(900, first=0)]):
        with pytest.raises(Invalid) as refused:
            edit_type(shop.organiser, shop.event.id, shop.types[0].id, text, steps)
        assert list(refused.value.fields) == ["steps"]
    assert not PriceStep.objects.exists()


@pytest.mark.wish("H12")
def test_a_batch_of_codes_is_made_once(shop: Shop) -> None:
    caller, batch = shop.organiser, new_identifier()
    text = VoucherText("PRESSE-", "Presse", "percent", 100, types=(shop.types[0].id,))
    made = [make_vouchers(caller, shop.event.id, batch, 30, text) for _time in range(2)]
    assert [one.code for one in made[0]] == [one.code for one in made[1]]
    assert (Voucher.objects.within(caller).count(), len({one.code for one in made[0]})) == (30, 30)
    assert {(len(one.code), one.code[:7], one.limit, one.note) for one in made[0]} == {(15, "PRESSE-", 1, "Presse")}


def test_a_code_is_the_same_however_it_is_typed(shop: Shop) -> None:
    caller = shop.organiser
    assert set_voucher(caller, shop.event.id, new_identifier(), VoucherText(" noel-26 ", value=20)).code == "NOEL-26"
    with pytest.raises(Invalid) as refused:
        set_voucher(caller, shop.event.id, new_identifier(), VoucherText("Noel-26", value=10))
    assert list(refused.value.fields) == ["code"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "a b"}, "code"),
        ({"value": 101}, "value"),
        ({"effect": "magic"}, "effect"),
        ({"effect": "none"}, "unlocks_hidden"),
        ({"limit": 0}, "limit"),
        ({"types": (new_identifier(),)}, "types"),
    ],
)
def test_a_code_that_cannot_be_is_refused(shop: Shop, changes: dict[str, object], field: str) -> None:
    text = replace(VoucherText("NOEL", value=20), **changes)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        set_voucher(shop.organiser, shop.event.id, new_identifier(), text)
    assert (list(refused.value.fields), Voucher.objects.count()) == ([field], 0)


def test_a_code_is_not_for_fewer_than_used_it_and_is_stopped_not_deleted(shop: Shop) -> None:
    caller, text = shop.organiser, VoucherText("NOEL", value=20, limit=10)
    voucher = set_voucher(caller, shop.event.id, new_identifier(), text)
    Voucher.objects.filter(id=voucher.id).update(used=4)
    with pytest.raises(Conflict) as refused:
        set_voucher(caller, shop.event.id, voucher.id, replace(text, limit=3))
    assert refused.value.fields == {"limit": ["It was used 4 times: its limit cannot be less."]}
    remove_voucher(caller, shop.event.id, voucher.id)
    voucher.refresh_from_db()
    assert (voucher.valid_until is not None, voucher.limit, voucher.used) == (True, 10, 4)


def test_questions_are_asked_in_order_of_those_they_concern(shop: Shop) -> None:
    caller, ids = shop.organiser, [new_identifier() for _one in range(2)]
    set_question(
        caller, shop.event.id, ids[0], QuestionText("Régime ?", "choice", choices=("Aucun", " Végétarien ", ""))
    )
    set_question(caller, shop.event.id, ids[1], QuestionText("Taille ?", "number", types=(shop.types[0].id,)))
    order_questions(caller, shop.event.id, ids[::-1])
    assert [(one.text, one.choices) for one in shop.event.questions.order_by("position")] == [
        ("Taille ?", []),
        ("Régime ?", ["Aucun", "Végétarien"]),
    ]
    remove_question(caller, shop.event.id, ids[0])
    assert shop.event.questions.count() == 1


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (QuestionText(" "), "text"),
        (QuestionText("Régime ?", "poem"), "kind"),
        (QuestionText("Régime ?", "choice", choices=("Un", "Un")), "choices"),
        (QuestionText("Régime ?", types=(new_identifier(),)), "types"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(shop: Shop, text: QuestionText, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_question(shop.organiser, shop.event.id, new_identifier(), text)
    assert (list(refused.value.fields), shop.event.questions.count()) == ([field], 0)


@pytest.mark.wish("H12")
def test_whoever_is_named_manager_changes_this_event_and_no_other(shop: Shop) -> None:
    member = make_member(shop.organisation, Role.ATTENDEE)
    renamed = replace(EventText.of(shop.event), title="Nuit blanche")
    with pytest.raises(NotFound):
        edit_event(caller_of(member), shop.event.id, renamed)
    set_crew(shop.organiser, shop.event.id, member.person_id, CrewRole.CHECK_IN)
    with pytest.raises(NotAllowed):
        edit_event(caller_of(member), shop.event.id, renamed)
    set_crew(shop.organiser, shop.event.id, member.person_id, CrewRole.MANAGER)
    assert edit_event(caller_of(member), shop.event.id, renamed).title == "Nuit blanche"
    remove_crew(shop.organiser, shop.event.id, member.person_id)
    with pytest.raises(NotFound):
        edit_event(caller_of(member), shop.event.id, renamed)
    assert not CrewMember.objects.exists()


def test_nobody_from_elsewhere_is_named(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        set_crew(shop.organiser, shop.event.id, new_identifier(), "king")
    assert sorted(refused.value.fields) == ["person_id", "role"]
