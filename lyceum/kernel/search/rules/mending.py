"""Words typed with slips, and the words that were meant."""

from collections.abc import Iterable

SURE_FROM, TWICE_FROM = 4, 8  # letters: below the first a word is what it is, from the second it may hold two slips
_SMALL = frozenset(
    "a au aux avec d dans de des du en et l la le les ou par pour sur un une "  # French
    "an and at by for from in of on or the to with".split()
)


def saying_words(words: list[str]) -> list[str]:
    """Without those that every text is full of; all of them where nothing else was typed."""
    return [word for word in words if word not in _SMALL] or words


def slips_allowed(word: str) -> int:
    """As search engines do: none in a short word or a number, one, then two in a long one."""
    if len(word) < SURE_FROM or not word.isalpha():
        return 0
    return 1 if len(word) < TWICE_FROM else 2


def slips(typed: str, word: str, most: int) -> int:
    """Letters missing, too many, other, or exchanged between the two (Damerau–Levenshtein, adjacent); ``most + 1``
    when there are more."""
    if abs(len(typed) - len(word)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        former, before, row = before, row, [at]
        for to, other in enumerate(word, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == word[to - 2] and typed[at - 2] == other:
                cost = min(cost, former[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def beginning_slips(typed: str, word: str, most: int) -> int:
    """Between what was typed and the beginning of the word that it may be, when the word is not finished."""
    lengths = range(max(1, len(typed) - most), min(len(word), len(typed) + most) + 1)
    return min((slips(typed, word[:length], most) for length in lengths), default=most + 1)


def meant(typed: str, known: Iterable[tuple[str, int]], is_unfinished: bool = False) -> str:
    """The known word that is fewest slips away, the whole word before a beginning, the more frequent of two; ``""``.

    ``known``: word → in how many entries it stands.
    """
    most = slips_allowed(typed)
    ranked = []
    for word, count in known:
        away, part = slips(typed, word, most), 0
        if away > most and is_unfinished:
            away, part = beginning_slips(typed, word, most), 1
        if (away <= most and word[0] == typed[0]) or (away == 1 and not part):
            ranked.append((away, part, -count, word))
    return min(ranked)[3] if most and ranked else ""
