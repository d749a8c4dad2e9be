"""Judges an answer, and says why; its twin in the browser is static/learning/judging.js."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lyceum.domains.learning.rules import judging_parts
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.judging_quantity import measured
from lyceum.domains.learning.rules.likeness import Likeness, Reason, alike, best, fold, variants, words
from lyceum.domains.learning.rules.likeness_words import ARTICLES

Given = str | Sequence[str] | Sequence[Sequence[str]]
ENOUGH_WORDS = 0.6  # of a definition's own, for the page to propose "right" to the student who judges


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fraction``: 0 to 1. ``differed``: what was given, beside what was expected there."""

    fraction: float
    is_right: bool
    reason: Reason
    differed: tuple[tuple[str, str], ...] = ()


def judge(content: Content, given: Given, rivals: Collection[str] = ()) -> Verdict:
    """Whatever was given has a verdict.

    ``given``: text (definition, short, number); a text for each gap (cloze); the chosen texts (choice, truth); all
    texts in the order given (ordering); pairs of texts (matching). ``rivals``: folded words of the course that no
    misspelling of the answer may equal.
    """
    match content.kind:
        case Kind.DEFINITION:
            return _own_words(content.answers, _text(given))
        case Kind.SHORT | Kind.NUMBER:
            return _verdict(_text(given), content.answers, like(content, content.answers, _text(given), rivals))
        case Kind.CLOZE:
            return _cloze(content, _texts(given), rivals)
        case Kind.CHOICE | Kind.TRUTH:
            return Verdict(*judging_parts.chosen(content.choices, _texts(given)))
        case Kind.ORDERING:
            return Verdict(*judging_parts.ordered(content.sequence, _texts(given)))
        case Kind.MATCHING:
            return Verdict(*judging_parts.matched(content.pairs, _pairs(given)))


def like(content: Content, accepted: Sequence[str], given: str, rivals: Collection[str] = ()) -> Likeness:
    """The best that the text is worth beside any accepted one."""
    if not given.strip():
        return Likeness(Reason.EMPTY, 0.0)
    tolerance, unit = content.tolerance, content.unit
    return best([measured(one, given, tolerance, unit) or alike(one, given, rivals) for one in accepted])


def _verdict(given: str, accepted: Sequence[str], found: Likeness) -> Verdict:
    differed = () if found.reason is Reason.EXACT else ((given.strip(), accepted[0] if accepted else ""),)
    return Verdict(found.fraction, found.fraction == 1, found.reason, differed)


def _cloze(content: Content, given: Sequence[str], rivals: Collection[str]) -> Verdict:
    texts = [given[at] if at < len(given) else "" for at in range(len(content.gaps))]
    found = [like(content, gap, text, rivals) for gap, text in zip(content.gaps, texts, strict=True)]
    whole = round(sum(one.fraction for one in found) / len(found), 4) if found else 0.0
    differed = tuple(
        (text.strip(), gap[0] if gap else "")
        for gap, text, one in zip(content.gaps, texts, found, strict=True)
        if one.reason is not Reason.EXACT
    )
    is_right = bool(found) and all(one.fraction == 1 for one in found)
    ranks = list(Reason)
    worst = max((one.reason for one in found), key=ranks.index, default=Reason.EMPTY)
    reason = worst if is_right or whole == 0 or len(found) == 1 else Reason.PARTIAL
    return Verdict(whole, is_right, reason, differed)


def _own_words(accepted: Sequence[str], given: str) -> Verdict:
    """The share of the model answer's words that were said; only proposes, the student judges."""
    said = set().union(*(variants(word) for word in words(fold(given))))
    if not said:
        return Verdict(0.0, False, Reason.EMPTY)
    wanted = [word for word in dict.fromkeys(words(fold(accepted[0] if accepted else ""))) if _counts(word)]
    missing = [word for word in wanted if not said & variants(word)]
    share = round(1 - len(missing) / len(wanted), 4) if wanted else 0.0
    return Verdict(share, share >= ENOUGH_WORDS, Reason.COMPARE, tuple(("", word) for word in missing))


def _counts(word: str) -> bool:
    return len(word) > 3 and word not in ARTICLES


def _text(given: Given) -> str:
    return given if isinstance(given, str) else " ".join(_texts(given))


def _texts(given: Given) -> list[str]:
    if isinstance(given, str):
        return [given]
    return [one if isinstance(one, str) else " ".join(one) for one in given]


def _pairs(given: Given) -> list[tuple[str, str]]:
    if isinstance(given, str):
        return []
    return [(one[0], one[1]) for one in given if not isinstance(one, str) and len(one) == 2]
