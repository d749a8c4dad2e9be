"""Whatever happens to sales and their money, the books balance and the tax comes back to the last unit."""

from collections import Counter
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.billing.rules import posting
from lyceum.kernel.billing.rules.posting import About, Posting
from lyceum.kernel.billing.rules.vat import RateTotal, nets_of_lines, totals_per_rate
from lyceum.kernel.foundation.rules.money import shares, vat_within

RATES = st.sampled_from([0, 210, 550, 1000, 2000])
LINES = st.lists(st.tuples(RATES, st.integers(0, 10**7)), min_size=1, max_size=8)


def balances(facts: list[Posting]) -> Counter[str]:
    found: Counter[str] = Counter()
    for fact in facts:
        assert sum(amount for _account, amount in fact.sides) == 0
        for account, amount in fact.sides:
            found[account] += amount
    return found


@given(LINES, st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_tax_of_the_parts_is_the_tax_of_the_whole(lines: list[tuple[int, int]], weights: list[int]) -> None:
    """However a sale is credited in pieces; and no piece has a negative tax."""
    whole = totals_per_rate(lines)
    assert [total.tax for total in whole] == [vat_within(total.gross, total.rate) for total in whole]
    pieces = [shares(gross, weights) for _rate, gross in lines]
    before: dict[int, RateTotal] = {}
    for part in range(len(weights)):
        credited = [(rate, cut[part]) for (rate, _gross), cut in zip(lines, pieces, strict=True)]
        for total in totals_per_rate(credited, before):
            former = before.get(total.rate, RateTotal(total.rate, 0, 0))
            assert 0 <= total.tax <= total.gross
            before[total.rate] = RateTotal(total.rate, former.gross + total.gross, former.tax + total.tax)
    assert list(before.values()) == whole


@given(LINES)
def test_nets_of_lines_add_up_to_their_rate(lines: list[tuple[int, int]]) -> None:
    totals = totals_per_rate(lines)
    nets = nets_of_lines(lines, totals)
    for total in totals:
        mine = [net for (rate, _gross), net in zip(lines, nets, strict=True) if rate == total.rate]
        assert sum(mine) == total.net
    assert all(0 <= net <= gross for (_rate, gross), net in zip(lines, nets, strict=True))


@given(
    LINES,
    st.sampled_from(["EUR", "JPY", "TND"]),
    st.integers(0, 100),
    st.integers(0, 100),
    st.sampled_from(["none", "won", "lost"]),
    st.permutations(range(4)),
)
def test_any_story_of_a_sale_ends_with_nothing_owed_and_nothing_held(
    lines: list[tuple[int, int]], currency: str, given_back: int, fee: int, verdict: str, order: list[int]
) -> None:
    """Sale, payment, fee, part refund with its credit note, a dispute, the payout: in any order they are told."""
    about, id = About("events:order", uuid4(), currency), uuid4()
    totals = totals_per_rate(lines)
    gross = sum(total.gross for total in totals)
    back = [(rate, amount * given_back // 100) for rate, amount in lines]
    credited = totals_per_rate(back)
    returned = sum(total.gross for total in credited)
    kept_fee = gross * fee // 1000
    fee_back = posting.fee_back(kept_fee, gross, 0, returned) if gross else 0
    disputed = gross - returned if verdict != "none" else 0
    there = posting.place("card", "stripe")
    opened = posting.dispute_opened(id, about, there, disputed)
    told = [
        [posting.sale(id, about, totals)],
        [posting.payment(id, about, there, gross), posting.platform_fee(id, about, there, kept_fee)],
        [posting.credit(id, about, credited), posting.refund(id, about, there, returned, fee_back)],
        [opened, posting.reversal(opened) if verdict == "won" else posting.dispute_lost(id, about, disputed)],
    ]
    found = balances([fact for place in order for fact in told[place]])
    held = found[there]
    lost = disputed if verdict == "lost" else 0
    assert held == gross - returned - lost - (kept_fee - fee_back)
    own = held // 50 if held > 0 else 0
    found.update(balances([posting.payout(id, about, there, held - own, own)]))
    assert (found[there], found[posting.FEE]) == (0, kept_fee - fee_back + own)
    assert (found[posting.RECEIVABLE], found[posting.DISPUTES]) == (lost, 0)
    earned = gross - returned - sum(total.tax for total in totals) + sum(total.tax for total in credited)
    assert -found[posting.REVENUE] - found[posting.REFUNDS] == earned
    assert sum(found.values()) == 0


@given(st.integers(1, 10**9), st.integers(0, 1000), st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any))
def test_the_fee_goes_back_whole_with_the_last_piece(paid: int, rate: int, weights: list[int]) -> None:
    fee, before, back = paid * rate // 1000, 0, 0
    for piece in shares(paid, weights):
        part = posting.fee_back(fee, paid, before, piece)
        assert 0 <= part <= piece
        before, back = before + piece, back + part
    assert back == fee
