"""A page cut into passages: whole sentences, long enough to hold an answer, short enough to be read at a glance."""

import re
from collections.abc import Iterator

from lyceum.kernel.search.rules.sentence import sentences

AIM, MOST = 160, 220  # words: passages of 120 to 220
_WORD = re.compile(r"\w+")


def passages(text: str) -> list[tuple[int, int]]:
    """Offsets of each passage; together they hold every sentence of the page, none twice."""
    gathered: list[list[tuple[int, int, int]]] = []
    length = 0
    for begin, end, words in _pieces(text):
        if not gathered or length >= AIM or length + words > MOST:
            gathered.append([])
            length = 0
        gathered[-1].append((begin, end, words))
        length += words
    return [(group[0][0], group[-1][1]) for group in _balanced(gathered)]


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Sentences, cut at a space where one alone is longer than a passage (a table, a list without points)."""
    for begin, end in sentences(text):
        words = list(_WORD.finditer(text, begin, end))
        for at in range(0, max(len(words), 1), MOST):
            first = begin if at == 0 else words[at].start()
            last = words[at + MOST].start() if at + MOST < len(words) else end
            yield first, last, min(len(words) - at, MOST)


def _balanced(groups: list[list[tuple[int, int, int]]]) -> list[list[tuple[int, int, int]]]:
    """A short rest goes with what comes before it, or takes sentences from it."""
    if len(groups) < 2 or _words(groups[-1]) >= AIM // 2:
        return groups
    *first, before, rest = groups
    if _words(before) + _words(rest) <= MOST:
        return [*first, before + rest]
    while len(before) > 1 and _words(rest) < AIM // 2:
        rest = [before[-1], *rest]
        before = before[:-1]
    return [*first, before, rest]


def _words(group: list[tuple[int, int, int]]) -> int:
    return sum(words for _begin, _end, words in group)
