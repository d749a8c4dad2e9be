"""What Moodle's answers with weights become: right or wrong, as items know them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind

_BLANK = re.compile(r"_{3,}")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?\Z")
_FALSE = frozenset("false faux f no non falsch falso".split())
_TRUE = frozenset("true vrai t v yes oui wahr vero".split())


@dataclass(frozen=True, slots=True)
class Weighed:
    """``weight``: 100 for wholly right; ``tolerance``: of a number, as written."""

    text: str
    weight: float
    feedback: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """How a true/false question's two choices read."""

    true: str = "True"
    false: str = "False"


DEFAULT_WORDS = Words()


def truth(prompt: str, is_true: bool, words: Words, if_true: str = "", if_false: str = "") -> Content:
    """``if_true``: what is said to whoever answers "true"."""
    choices = (Choice(words.true, is_true, if_true), Choice(words.false, not is_true, if_false))
    return Content(Kind.TRUTH, prompt, choices=choices)


def is_true(content: Content) -> bool:
    """Whether the statement holds: the first of the two choices is the "true", unless it says otherwise."""
    first, second = content.choices[:2]
    is_swapped = _word(first.text) in _FALSE or _word(second.text) in _TRUE
    return second.is_right if is_swapped else first.is_right


def truth_feedback(content: Content) -> tuple[str, str]:
    """Said to whoever answers "true", and "false"."""
    right, wrong = sorted(content.choices[:2], key=lambda choice: not choice.is_right)
    return (right.feedback, wrong.feedback) if is_true(content) else (wrong.feedback, right.feedback)


def are_truth_words(texts: Iterable[str]) -> bool:
    found = [_word(text) for text in texts]
    return len(found) == 2 and any(a in _TRUE and b in _FALSE for a, b in (found, found[::-1]))


def _word(text: str) -> str:
    return text.strip(" .").casefold()


def choices(answers: list[Weighed], is_single: bool) -> tuple[tuple[Choice, ...], list[Reason]]:
    """One right answer takes the best weight; several right ones are those that earn something."""
    best = max((answer.weight for answer in answers), default=0.0)
    needed = best if is_single else 0.0
    right = [answer.weight > 0 and answer.weight >= needed for answer in answers]
    earned = {answer.weight for answer in answers if answer.weight > 0}
    lost = [Reason.PARTIAL_CREDIT] if len(earned) > 1 else []
    made = tuple(Choice(a.text, is_right, a.feedback) for a, is_right in zip(answers, right, strict=True))
    return made, lost


def accepted(answers: list[Weighed]) -> tuple[tuple[str, ...], list[Reason]]:
    """The answers that earn the most, without wildcards: what our judging accepts is wide enough."""
    best = max((answer.weight for answer in answers), default=0.0)
    lost = [Reason.PARTIAL_CREDIT for answer in answers if 0 < answer.weight < best]
    lost += [Reason.FEEDBACK for answer in answers if answer.feedback]
    kept = []
    for answer in answers:
        if answer.weight < best or best <= 0 or not answer.text:
            continue
        if has_wildcard(answer.text):
            lost.append(Reason.WILDCARD)
        else:
            kept.append(answer.text.replace(r"\*", "*"))
    return tuple(dict.fromkeys(kept)), lost


def has_wildcard(text: str) -> bool:
    return bool(re.search(r"(?<!\\)\*", text))


def without_wildcard(text: str) -> str:
    """As Moodle wants a star that is meant."""
    return text.replace("*", r"\*")


def short(prompt: str, answers: tuple[str, ...]) -> Content:
    """A short answer; a cloze where the prompt shows one blank."""
    gapped, blanks = _BLANK.subn(GAP, prompt)
    if blanks == 1:
        return Content(Kind.CLOZE, gapped, gaps=(answers,))
    return Content(Kind.SHORT, prompt, answers=answers)


def number(prompt: str, answers: list[Weighed], unit: str = "") -> tuple[Content, list[Reason]]:
    best = max((answer.weight for answer in answers), default=0.0)
    right = [a for a in answers if a.weight == best > 0 and decimal_of(a.text) is not None]
    lost = [Reason.PARTIAL_CREDIT for answer in answers if 0 < answer.weight < best]
    lost += [Reason.FEEDBACK for answer in answers if answer.feedback]
    tolerances = [tolerance_of(answer) for answer in right]
    if len(set(tolerances)) > 1:
        lost.append(Reason.TOLERANCE)
    tolerance = tolerances[0] if tolerances else 0.0
    written = tuple(dict.fromkeys(a.text for a in right))
    return Content(Kind.NUMBER, prompt, answers=written, tolerance=tolerance, unit=unit), lost


def tolerance_of(answer: Weighed) -> float:
    found = decimal_of(answer.tolerance)
    return abs(float(found)) if found is not None else 0.0


def between(low: str, high: str) -> tuple[str, str] | None:
    """The middle of a range and its half width, as exactly as they were written."""
    first, last = decimal_of(low), decimal_of(high)
    if first is None or last is None:
        return None
    return written((first + last) / 2), written(abs(last - first) / 2)


def decimal_of(text: str) -> Decimal | None:
    """``3,14`` and ``3.14``; None when it is no number."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-")
    if len(compact) > 60 or not _NUMBER.match(compact):
        return None
    try:
        return Decimal(compact.replace(",", "."))
    except InvalidOperation:
        return None


def written(value: Decimal | float) -> str:
    """Digits with a point, no exponent where it can be helped."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    plain = f"{exact:f}" if abs(exact.adjusted()) < 25 else str(exact)
    return plain.rstrip("0").rstrip(".") if "." in plain and "E" not in plain else plain


def dotted(text: str) -> str:
    """A number as programs read it."""
    found = decimal_of(text)
    return text if found is None else re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").replace("−", "-")
