"""Postings in memory: the same BM25 as by hand."""

from struct import pack

from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.search.rules.postings import Posted, best, first_passages, placed, posted
from lyceum.kernel.search.rules.weight import K1, B

SIZES = [3, 0, 4]  # passages of three sources
Place = tuple[int, int, int]  # number, count, length
PLACES = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 9), st.integers(9, 300)), unique_by=lambda at: at[0])


def packed(*places: Place) -> bytes:
    return b"".join(pack(">ihh", *place) for place in places)


def lexeme(n: int, first: list[Place], last: list[Place]) -> Posted:
    bodies = [packed(*first), packed(*last)]
    firsts = first_passages(SIZES)
    return posted(n, [firsts[0], firsts[2]], [len(body) for body in bodies], b"".join(bodies))


def test_passages_are_counted_through_all_sources() -> None:
    read = lexeme(0, [(2, 1, 90)], [(0, 300, 30_000), (3, 2, 100)])
    assert read.passages.tolist() == [2, 3, 6]
    assert read.counts.tolist() == [1, 300, 2]
    assert read.lengths.tolist() == [90, 30_000, 100]
    assert list(placed([(6, 0.5), (2, 0.25), (3, 0.125)], SIZES)) == [(2, 3, 0.5), (0, 2, 0.25), (2, 0, 0.125)]


def test_of_equals_the_first_comes_first_and_what_holds_nothing_is_not_found() -> None:
    read = lexeme(0, [(0, 1, 100), (2, 1, 100)], [(1, 1, 100)])
    assert [at for at, _score in best([read], [1.0], 7, 100.0, 50)] == [0, 2, 4]
    assert [at for at, _score in best([read], [1.0], 7, 100.0, 2)] == [0, 2]
    assert best([], [], 7, 100.0, 50) == []


@given(PLACES, PLACES, PLACES, st.integers(1, 9))
def test_scores_are_those_of_bm25(rare: list[Place], often: list[Place], later: list[Place], limit: int) -> None:
    weights, average = [4.0, 0.1], 120.0
    expected: dict[int, float] = {}
    for n, before, places in ((0, 0, rare), (1, 0, often), (1, 3, later)):
        for number, count, length in places:
            score = weights[n] * count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
            expected[before + number] = expected.get(before + number, 0.0) + score
    found = best([lexeme(0, rare, []), lexeme(1, often, later)], weights, 7, average, limit)
    assert [score for _at, score in found] == sorted(expected.values(), reverse=True)[:limit]
    assert all(expected[at] == score for at, score in found)
