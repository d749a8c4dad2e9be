import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules import money
from lyceum.kernel.foundation.rules.money import Mistyped, exponent, plain, shares, shown, typed, vat_within

CURRENCIES = st.sampled_from(["EUR", "JPY", "TND", "USD", "XOF"])
AMOUNTS = st.integers(-money.MOST, money.MOST)


def test_each_currency_has_its_decimals():
    assert {code: exponent(code) for code in "EUR USD JPY XOF TND KWD CLF".split()} == {
        "EUR": 2, "USD": 2, "JPY": 0, "XOF": 0, "TND": 3, "KWD": 3, "CLF": 4,
    }  # fmt: skip
    with pytest.raises(ValueError, match="not a currency"):
        exponent("euro")


def test_french_puts_narrow_spaces_a_comma_and_the_sign_behind():
    assert shown(123450, "EUR", "fr") == "1\u202f234,50\u00a0€"
    assert shown(-5, "EUR", "fr") == "\u22120,05\u00a0€"
    assert shown(1234, "JPY", "fr") == "1\u202f234\u00a0¥"
    assert shown(12500, "TND", "fr") == "12,500\u00a0DT"


def test_english_puts_commas_a_point_and_the_sign_in_front():
    assert shown(123450, "EUR", "en") == "€1,234.50"
    assert shown(-123450, "USD", "en-gb") == "\u2212$1,234.50"
    assert shown(1234, "JPY", "en") == "¥1,234"
    assert shown(12500, "CHF", "en") == "CHF\u00a0125.00"


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12,50", "EUR", 1250),
        ("12.50", "EUR", 1250),
        ("12.5", "EUR", 1250),
        (" 1 234,05 € ", "EUR", 123405),
        ("1\u202f234", "EUR", 123400),
        ("€12", "EUR", 1200),
        ("500", "JPY", 500),
        ("1.234", "TND", 1234),
        ("0", "EUR", 0),
    ],
)
def test_reads_a_price_as_people_type_it(text, currency, amount):
    assert typed(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency", "reason"),
    [
        ("12,505", "EUR", "too_fine"),
        ("1.234", "EUR", "too_fine"),
        ("5,0", "JPY", "too_fine"),
        ("-3", "EUR", "negative"),
        ("", "EUR", "unreadable"),
        ("twelve", "EUR", "unreadable"),
        ("1,2,3", "EUR", "unreadable"),
        ("12 34", "EUR", "unreadable"),
        ("１２", "EUR", "unreadable"),
        ("1e3", "EUR", "unreadable"),
        ("100000000000", "EUR", "too_much"),
    ],
)
def test_refuses_what_is_no_price_and_says_why(text, currency, reason):
    with pytest.raises(Mistyped) as refused:
        typed(text, currency)
    assert (refused.value.reason, refused.value.decimals) == (reason, exponent(currency))


@given(st.integers(0, money.MOST), CURRENCIES, st.sampled_from(["fr", "en"]))
def test_what_is_shown_reads_back_as_it_was(amount, currency, language):
    assert typed(plain(amount, currency), currency) == amount
    if language == "fr":
        assert typed(shown(amount, currency, "fr"), currency) == amount


@given(AMOUNTS, st.integers(0, 3000))
def test_tax_within_is_the_nearest_and_has_the_sign_of_the_price(gross, rate):
    tax = vat_within(gross, rate)
    assert vat_within(-gross, rate) == -tax
    assert abs(2 * (tax * (10_000 + rate) - gross * rate)) <= 10_000 + rate
    assert vat_within(gross, 0) == 0


def test_tax_within_rounds_the_half_away_from_zero():
    assert [vat_within(gross, 2000) for gross in (3, -3, 12000, 1)] == [1, -1, 2000, 0]
    assert vat_within(1055, 550) == 55


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any))
def test_shares_add_up_and_none_is_off_by_a_whole_unit(amount, weights):
    parts = shares(amount, weights)
    assert sum(parts) == amount
    total = sum(weights)
    assert all(abs(part * total - amount * weight) < total for part, weight in zip(parts, weights, strict=True))


def test_the_last_unit_goes_to_the_largest_remainder_then_to_the_earlier():
    assert shares(100, [1, 1, 1]) == [34, 33, 33]
    assert shares(-100, [1, 1, 1]) == [-34, -33, -33]
    assert shares(5, [1, 3]) == [1, 4]
    with pytest.raises(ValueError, match="weights"):
        shares(5, [0, 0])
