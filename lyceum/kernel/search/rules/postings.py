"""BM25 over postings held as arrays: a word that stands everywhere costs microseconds.

The passages of all sources are counted through, source after source, from 0.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from lyceum.kernel.search.rules.weight import K1, B

_PLACE = np.dtype([("number", ">i4"), ("count", ">i2"), ("length", ">i2")])  # as PostgreSQL's int4send, int2send


@dataclass(frozen=True, slots=True)
class Posted:
    """One lexeme of the question's word ``n``: its passages, each once, how often it stands in each, their lengths."""

    n: int
    passages: NDArray[np.int64]
    counts: NDArray[np.float64]
    lengths: NDArray[np.float64]


def first_passages(sizes: Sequence[int]) -> list[int]:
    """Of each source, by how many passages each source has."""
    return [*accumulate(sizes, initial=0)][:-1]


def posted(n: int, firsts: Sequence[int], sizes: Sequence[int], places: bytes) -> Posted:
    """``places``: of several sources, each with its first passage, as long as ``sizes`` says, in bytes."""
    read = np.frombuffer(places, _PLACE)
    before = np.repeat(firsts, np.asarray(sizes) // _PLACE.itemsize)
    return Posted(n, before + read["number"], read["count"].astype(float), read["length"].astype(float))


def best(
    postings: Sequence[Posted], weights: Sequence[float], size: int, average: float, limit: int
) -> list[tuple[int, float]]:
    """(passage, score) of the highest scores among ``size`` passages, best first; of equals the first passage."""
    scores = np.zeros(size)
    for one in postings:
        damped = K1 * (1 - B + B * one.lengths / average)
        scores[one.passages] += weights[one.n] * one.counts * (K1 + 1) / (one.counts + damped)
    least = np.partition(scores, -limit)[-limit] if size > limit else 0.0
    found = np.flatnonzero((scores >= least) & (scores > 0))
    order = np.lexsort((found, -scores[found]))[:limit]
    return [(int(at), float(scores[at])) for at in found[order]]


def placed(found: Sequence[tuple[int, float]], sizes: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """(source, number in it, score) of each."""
    firsts = first_passages(sizes)
    for passage, score in found:
        at = bisect_right(firsts, passage) - 1
        yield at, passage - firsts[at], score
