"""Wrong choices that could be right: of the same sort and the same document, of a like length, never also right."""

from collections.abc import Sequence
from functools import lru_cache

from lyceum.domains.learning.rules.drafting.definitions import shows
from lyceum.domains.learning.rules.drafting.terms import Term
from lyceum.domains.learning.rules.item import Choice
from lyceum.domains.learning.rules.likeness import edits_between, fold, variants, words

FEWEST, MOST = 2, 3


def choices_for(answer: str, sort: str, sentence: str, terms: Sequence[Term]) -> tuple[Choice, ...]:
    """Nothing when the document holds too few that are alike. In the order of the alphabet: it tells nothing."""
    alike = [term for term in terms if term.sort == sort]
    alike.sort(key=lambda term: (_distance(answer, term.text), -term.weight, term.text))
    wrong: list[str] = []
    for term in alike:
        if all(_differ(term.text, other) for other in wrong) and _could_be(answer, term.text, sentence):
            wrong.append(term.text)
            if len(wrong) == MOST:
                break
    if len(wrong) < FEWEST:
        return ()
    texts = sorted([answer, *(_cased(text, answer) for text in wrong)], key=fold)
    return tuple(Choice(text, text == answer) for text in texts)


def _could_be(answer: str, other: str, sentence: str) -> bool:
    return _differ(answer, other) and not shows(sentence, other) and fold(other) not in fold(sentence)


@lru_cache(65536)
def _differ(one: str, other: str) -> bool:
    """No plural, no part and no near spelling of the other."""
    ours, theirs = words(fold(one)), words(fold(other))
    if any(variants(word) & variants(another) for word in ours for another in theirs):
        return False
    return one.isdecimal() or edits_between(fold(one), fold(other)) > 1


def _distance(answer: str, other: str) -> float:
    if answer.isdecimal() and other.isdecimal():
        return abs(int(answer) - int(other))
    return abs(len(answer) - len(other)) + 4 * abs(len(answer.split()) - len(other.split()))


def _cased(text: str, answer: str) -> str:
    return text[0].lower() + text[1:] if answer[0].islower() and text[1:].islower() else text
