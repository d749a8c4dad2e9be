"""Whatever a provider says, in whatever order, how often: a payment ends the same, and money is counted once."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.billing.rules.payment_code import is_code, is_iban, new_code, spaced
from lyceum.kernel.billing.rules.payment_state import (
    DisputeState,
    PaymentState,
    RefundState,
    Said,
    after,
    dispute_after,
    is_late,
    refund_after,
)
from lyceum.kernel.billing.rules.payment_waiting import pause
from lyceum.kernel.billing.rules.stripe_amount import at_stripe, from_stripe

SAID = st.lists(st.sampled_from(Said))


def ended(sayings: list[Said]) -> PaymentState:
    state = PaymentState.ASKED
    for said in sayings:
        state = after(state, said)
    return state


@given(SAID)
def test_money_that_came_is_never_unsaid(sayings: list[Said]) -> None:
    assert (ended(sayings) is PaymentState.SUCCEEDED) == (Said.SUCCEEDED in sayings)


@given(st.lists(st.sampled_from(Said), max_size=5))
def test_the_order_does_not_change_the_end(sayings: list[Said]) -> None:
    assert len({ended(list(order)) for order in permutations(sayings)}) == 1


@given(SAID)
def test_saying_it_all_again_changes_nothing(sayings: list[Said]) -> None:
    assert ended(sayings + sayings) is ended(sayings)


@given(SAID)
def test_success_is_news_once(sayings: list[Said]) -> None:
    state, news = PaymentState.ASKED, 0
    for said in sayings:
        former, state = state, after(state, said)
        news += state is PaymentState.SUCCEEDED and former is not state
    assert news == (Said.SUCCEEDED in sayings)


@given(st.lists(st.sampled_from(Said)))
def test_a_refund_that_failed_stays_so(sayings: list[Said]) -> None:
    state = RefundState.ASKED
    for said in sayings:
        state = refund_after(state, said)
    assert (state is RefundState.FAILED) == (Said.FAILED in sayings)


def test_what_is_late_and_what_is_closed() -> None:
    assert [state for state in PaymentState if is_late(state)] == [PaymentState.FAILED, PaymentState.VOIDED]
    assert dispute_after(DisputeState.WON, DisputeState.OPEN) is DisputeState.WON


@given(st.integers(0, 60))
def test_pauses_grow_up_to_six_hours(tries: int) -> None:
    assert pause(tries) <= pause(tries + 1)
    assert (pause(0).total_seconds(), pause(60).total_seconds()) == (20, 21_600)


@given(st.integers(0, 11), st.sampled_from("0123456789ABCDEFGHJ"))
def test_a_slip_in_a_reference_is_found(place: int, slip: str) -> None:
    code = new_code()
    assert is_code(code)
    assert is_code(spaced(code).lower())
    changed = code[:place] + slip + code[place + 1 :]
    if slip.isdigit() == code[place].isdigit():  # a letter counts as two digits: those for digits are found mostly
        assert is_code(changed) == (changed == code)


@pytest.mark.parametrize("iban", ["FR7630006000011234567890189", "DE89 3704 0044 0532 0130 00", "no9386011117947"])
def test_knows_an_iban(iban: str) -> None:
    assert is_iban(iban)


@pytest.mark.parametrize(
    "iban", ["", "FR76", "FR7630006000011234567890188", "1234567890123456", "FR76300060000112345678éé"]
)
def test_knows_what_is_none(iban: str) -> None:
    assert not is_iban(iban)


@pytest.mark.parametrize(
    ("currency", "there"), [("EUR", 1500), ("JPY", 1500), ("ISK", 150_000), ("UGX", 150_000), ("MGA", 15)]
)
def test_amounts_as_stripe_writes_them(currency: str, there: int) -> None:
    assert (at_stripe(1500, currency), from_stripe(there, currency.lower())) == (there, 1500)
