"""How alike two answers in words are; its twin in the browser is static/learning/judging-likeness.js."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from lyceum.domains.learning.rules.likeness_words import ARTICLES, CONFUSED, ENDINGS, LEADS, PLURALS, PREFIXES
from lyceum.domains.learning.rules.numeral import number_of


class Reason(StrEnum):
    """Why a judgement fell as it did, from the best to the worst; the page says it in words."""

    EXACT = "exact"
    SAME = "same"  # case, punctuation, article
    ACCENT = "accent"
    PLURAL = "plural"
    EQUIVALENT = "equivalent"  # the same quantity or date, written otherwise
    TOLERATED = "tolerated"  # within the tolerance
    UNIT_MISSING = "unit_missing"
    TYPO = "typo"
    UNIT_WRONG = "unit_wrong"  # the right value in a wrong unit
    INCOMPLETE = "incomplete"
    PARTIAL = "partial"
    COMPARE = "compare"  # in one's own words: the student judges
    OPPOSITE = "opposite"  # looks like the answer and means something else
    VALUE_WRONG = "value_wrong"
    DIFFERENT = "different"
    EMPTY = "empty"


class Likeness(NamedTuple):
    reason: Reason
    fraction: float  # 0 to 1; only 1 is right


_RANK = list(Reason)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "´": "'", "`": "'", "œ": "oe", "æ": "ae", "ß": "ss"})
_EDITS = 2  # in a whole answer


def best(found: Collection[Likeness]) -> Likeness:
    most = sorted(found, key=lambda likeness: (-likeness.fraction, _RANK.index(likeness.reason)))
    return most[0] if most else Likeness(Reason.DIFFERENT, 0.0)


def plain(text: str) -> str:
    """Lower case, ligatures open, one space between words; accents stay."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES).split())


def unaccented(text: str) -> str:
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))


@lru_cache(2048)
def fold(text: str) -> str:
    return unaccented(plain(text))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def alike(accepted: str, given: str, rivals: Collection[str] = ()) -> Likeness:
    """``rivals``: folded words that mean something else, so that none of them passes for a slip."""
    if not words(given):
        same = given.strip() == accepted.strip() != ""
        return Likeness(Reason.EXACT, 1.0) if same else Likeness(Reason.EMPTY, 0.0)
    if accepted.strip() == given.strip():
        return Likeness(Reason.EXACT, 1.0)
    of_accents = [(_bare(words(text)), _bare(words(other))) for text, other in _both(accepted, given)]
    if of_accents[0][0] == of_accents[0][1] or words(plain(accepted)) == words(plain(given)):
        return Likeness(Reason.SAME, 1.0)
    ours, theirs = of_accents[1]
    joined = "".join(words(fold(accepted))) == "".join(words(fold(given)))
    if ours == theirs or joined or "".join(ours) == "".join(theirs):
        return Likeness(Reason.SAME if _accents(accepted) == _accents(given) else Reason.ACCENT, 1.0)
    return best([_of_words(ours, theirs, _acronyms(accepted), rivals), _of_lists(accepted, given, rivals)])


def _both(accepted: str, given: str) -> list[tuple[str, str]]:
    return [(plain(accepted), plain(given)), (fold(accepted), fold(given))]


def _bare(tokens: list[str]) -> list[str]:
    """Without "c'est" at the start, nor articles; the last word is never an article ("vitamine A")."""
    for lead in LEADS:
        said = lead.split()
        if tokens[: len(said)] == said and len(tokens) > len(said):
            tokens = tokens[len(said) :]
    return [token for at, token in enumerate(tokens) if at == len(tokens) - 1 or token not in ARTICLES]


def _accents(text: str) -> list[str]:
    return re.findall("[\u0300-\u036f]", unicodedata.normalize("NFD", plain(text)))


def _acronyms(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"[^\W_]+", text) if word.isupper() and len(word) <= 5}


def _of_lists(accepted: str, given: str, rivals: Collection[str]) -> Likeness:
    """ "Azote et oxygène" is "oxygène, azote"."""
    ours, theirs = (
        [part for part in re.split(r",|;|&| et | and ", text) if part.strip()] for text in (accepted, given)
    )
    if len(ours) < 2 or len(ours) != len(theirs):
        return Likeness(Reason.DIFFERENT, 0.0)
    found = []
    for part in ours:
        likes = [(alike(part, other, rivals), other) for other in theirs]
        like, other = min(likes, key=lambda pair: (-pair[0].fraction, _RANK.index(pair[0].reason)))
        if like.fraction < 1:
            return Likeness(Reason.DIFFERENT, 0.0)
        theirs.remove(other)
        found.append(like)
    worst = max(_RANK.index(like.reason) for like in found)
    return Likeness(_RANK[max(worst, _RANK.index(Reason.SAME))], 1.0)


def _of_words(ours: list[str], theirs: list[str], acronyms: set[str], rivals: Collection[str]) -> Likeness:
    if len(ours) == len(theirs):
        return _side_by_side(ours, theirs, acronyms, rivals)
    if len(theirs) < len(ours) <= 3 * len(theirs) and _is_within(theirs, ours):
        return Likeness(Reason.INCOMPLETE, 0.5)
    return Likeness(Reason.DIFFERENT, 0.0)


def _is_within(few: list[str], many: list[str]) -> bool:
    return any(len(word) > 3 for word in few) and all(word in many for word in few)


def _side_by_side(ours: list[str], theirs: list[str], acronyms: set[str], rivals: Collection[str]) -> Likeness:
    reasons, edits = [Reason.ACCENT], 0
    for our, their in zip(ours, theirs, strict=True):
        reason, made = _of_word(our, their, our in acronyms, rivals)
        if reason in (Reason.OPPOSITE, Reason.DIFFERENT):
            return Likeness(reason, 0.0)
        edits += made
        reasons.append(reason)
    if edits > _EDITS:
        return Likeness(Reason.DIFFERENT, 0.0)
    return Likeness(max(reasons, key=_RANK.index), 1.0)


def _of_word(our: str, their: str, is_acronym: bool, rivals: Collection[str]) -> tuple[Reason, int]:
    if our == their:
        return Reason.SAME, 0
    number, other = number_of(our), number_of(their)
    if number is not None and other is not None:
        return (Reason.EQUIVALENT, 0) if number == other else (Reason.DIFFERENT, 0)
    if number is not None or other is not None or is_acronym or re.search(r"\d", our + their):
        return Reason.DIFFERENT, 0
    if variants(our) & variants(their):
        return Reason.PLURAL, 0
    made = edits_between(our, their)
    if means_otherwise(our, their):
        return Reason.OPPOSITE if made <= 4 else Reason.DIFFERENT, 0
    if their in rivals or not 0 < made <= _allowed(our, their) or our[0] != their[0]:
        return Reason.DIFFERENT, 0
    return Reason.TYPO, made


def _allowed(our: str, their: str) -> int:
    """Slips by length. In four letters one letter for another makes another word too often (lait, laid)."""
    if len(our) < 4 or (len(our) == 4 == len(their) and sorted(our) != sorted(their)):
        return 0
    return 1 if len(our) < 8 else 2


@lru_cache(16384)
def variants(word: str) -> frozenset[str]:
    """The word, and what it would be in the singular, in French and in English."""
    found = {word, PLURALS.get(word, word)}
    if len(word) > 3 and word[-1] in "sx":
        found.add(word[:-1])
    for ending, singular in (("aux", "al"), ("ies", "y"), ("es", ""), ("aux", "ail")):
        if len(word) > 4 and word.endswith(ending):
            found.add(word[: -len(ending)] + singular)
    return frozenset(found)


def means_otherwise(our: str, their: str) -> bool:
    """Whether the two differ by what changes a meaning: perméable, imperméable; sulfate, sulfite."""
    if sorted((our, their)) in CONFUSED or [their, our] in CONFUSED or [our, their] in CONFUSED:
        return True
    return _differ_at_start(our, their) or _differ_at_end(_one(our), _one(their))


def _one(word: str) -> str:
    return word if word.endswith("ss") else word.removesuffix("s")


def _differ_at_start(our: str, their: str) -> bool:
    heads = [[""] + [prefix for prefix in PREFIXES if word.startswith(prefix)] for word in (our, their)]
    for ours in heads[0]:
        for theirs in heads[1]:
            left, right = our[len(ours) :], their[len(theirs) :]
            near = left == right or (len(ours) > 1 < len(theirs) and len(left) > 4 and edits_between(left, right) < 2)
            if ours != theirs and min(len(left), len(right)) > 2 and near and not _doubled(our, their):
                return True
    return False


def _doubled(our: str, their: str) -> bool:
    """An only letter doubled or dropped is a slip, not a prefix (aaide, aide)."""
    return our[:1] == their[:1] and our[1:2] != their[1:2] and our[1:] in (their, their[1:]) and our[:1] == our[1:2]


def _differ_at_end(our: str, their: str) -> bool:
    for group in ENDINGS:
        for ours in group:
            for theirs in group:
                if ours != theirs and our.endswith(ours) and their.endswith(theirs):
                    stem = our[: -len(ours)]
                    if len(stem) > 2 and stem == their[: -len(theirs)]:
                        return True
    return False


def edits_between(our: str, their: str) -> int:
    """Damerau–Levenshtein distance (optimal alignment): letters put, left out, changed, or two swapped."""
    before: list[int] = []
    row = list(range(len(their) + 1))
    for i, letter in enumerate(our, 1):
        above, before_above = row, before
        row = [i]
        for j, other in enumerate(their, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == their[j - 2] and our[i - 2] == other:
                cost = min(cost, before_above[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
