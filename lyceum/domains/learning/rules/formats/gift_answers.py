"""What stands between the braces of a GIFT question."""

import re
from dataclasses import dataclass, replace

from lyceum.domains.learning.rules.formats.gift_escapes import shown_text
from lyceum.domains.learning.rules.formats.plain import from_html, from_markdown, looks_html, tidy
from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.formats.weighing import (
    DEFAULT_WORDS,
    Weighed,
    Words,
    accepted,
    between,
    choices,
    decimal_of,
    number,
    short,
    truth,
)
from lyceum.domains.learning.rules.item import GAP, Content, Kind

Read = tuple[Content | None, list[Reason]]
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\Z", re.I)
_ANSWER = re.compile(r"([=~])")
_WEIGHT = re.compile(r"\s*%(-?[\d.,]{1,12})%")
_STYLE = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)


@dataclass(frozen=True, slots=True)
class Braced:
    before: str
    inside: str
    after: str
    style: str = "moodle"
    words: Words = DEFAULT_WORDS


def content_of(braced: Braced) -> Read:
    """None, with the reason, when it is nothing that we ask; else what was lost on the way."""
    inside, _, general = braced.inside.partition("####")
    lost: list[Reason] = []
    explanation = _text(general, braced.style, lost)
    prompt = _prompt(braced, lost)
    content, more = _asked(inside.strip(), prompt, braced, explanation)
    if content is None:
        return None, more
    spoken = "" if content.kind is Kind.DEFINITION else explanation
    return replace(content, explanation=spoken), lost + more


def _prompt(braced: Braced, lost: list[Reason]) -> str:
    """One text: a blank stands where the braces stood, when words follow."""
    gap = GAP if braced.after.strip() else ""
    return _text(f"{braced.before}{gap}{braced.after}", braced.style, lost)


def _text(hidden: str, style: str, lost: list[Reason]) -> str:
    own = _STYLE.match(hidden)
    style, hidden = (own[1].lower(), hidden[own.end() :]) if own else (style, hidden)
    text = shown_text(hidden)
    if style == "markdown":
        plain, more = from_markdown(text)
    elif style == "html" or (style == "moodle" and looks_html(text)):
        plain, more = from_html(text)
    else:
        plain, more = tidy(text), []
    lost += more
    return plain


def _asked(inside: str, prompt: str, braced: Braced, explanation: str) -> Read:
    if not inside:
        definition = Content(Kind.DEFINITION, prompt, answers=(explanation,))
        return (definition, []) if explanation else (None, [Reason.NO_ANSWER])
    if inside.startswith("#"):
        return _numeric(inside[1:], prompt, braced.style)
    head, *said = inside.split("#")
    if _TRUTH.match(head.strip()):
        return _true_or_false(head.strip(), said, prompt, braced)
    lost: list[Reason] = []
    answers = _answers(inside, braced.style, lost)
    if not answers:
        return None, [Reason.UNREADABLE]
    content, more = _listed(answers, prompt, bool(braced.after.strip()))
    return content, lost + more


def _true_or_false(head: str, said: list[str], prompt: str, braced: Braced) -> Read:
    """The first feedback is for whoever is wrong, the second for whoever is right."""
    lost: list[Reason] = []
    wrong, right = [*(_text(text, braced.style, lost) for text in said), "", ""][:2]
    holds = head[0] in "tT"
    if_true, if_false = (right, wrong) if holds else (wrong, right)
    return truth(prompt, holds, braced.words, if_true, if_false), lost


def _answers(inside: str, style: str, lost: list[Reason]) -> list[tuple[str, Weighed]]:
    """(``=`` or ``~``, answer)"""
    found = _ANSWER.split(inside)
    if found[0].strip():
        return []
    signs = _signed(found[1::2], found[2::2])
    return [(sign, _weighed(sign, text, style, lost)) for sign, text in signs]


def _signed(signs: list[str], texts: list[str]) -> list[tuple[str, str]]:
    """``~=`` is how some programs write a right answer: the empty one before it is no answer."""
    paired = list(zip(signs, texts, strict=True))
    return [
        (sign, text) for (sign, text), after in zip(paired, [*paired[1:], ("", "")], strict=True)
        if text.strip() or after[0] != "=" or sign != "~"
    ]  # fmt: skip


def _weighed(sign: str, text: str, style: str, lost: list[Reason]) -> Weighed:
    body, _, feedback = text.partition("#")
    weight = 100.0 if sign == "=" else 0.0
    if found := _WEIGHT.match(body):
        value = decimal_of(found[1])
        weight, body = (float(value) if value is not None else weight), body[found.end() :]
    return Weighed(_text(body, style, lost), weight, _text(feedback, style, lost))


def _listed(answers: list[tuple[str, Weighed]], prompt: str, is_missing_word: bool) -> Read:
    weighed = [answer for _, answer in answers]
    if any(sign == "~" for sign, _ in answers):
        made, lost = choices(weighed, is_single=any(sign == "=" for sign, _ in answers))
        return Content(Kind.CHOICE, prompt, choices=made), lost
    if all("->" in answer.text for answer in weighed):
        return _matching(weighed, prompt)
    texts, lost = accepted(weighed)
    if is_missing_word:
        return Content(Kind.CLOZE, prompt, gaps=(texts,)), lost
    return short(prompt, texts), lost


def _matching(weighed: list[Weighed], prompt: str) -> Read:
    pairs, lost = [], [Reason.FEEDBACK for answer in weighed if answer.feedback]
    for answer in weighed:
        left, _, right = answer.text.partition("->")
        if left.strip():
            pairs.append((left.strip(), right.strip()))
        else:
            lost.append(Reason.WRONG_ANSWERS)
    return Content(Kind.MATCHING, prompt, pairs=tuple(pairs)), lost


def _numeric(inside: str, prompt: str, style: str) -> Read:
    lost: list[Reason] = []
    found = _ANSWER.split(inside)
    texts = [found[0], *found[2::2]] if found[0].strip() else found[2::2]
    answers = [_number(_weighed("=", text, style, lost)) for text in texts]
    content, more = number(prompt, [answer for answer in answers if answer])
    if not content.answers:
        return None, [Reason.NO_ANSWER]
    return content, lost + more + [Reason.ALTERNATIVES for answer in answers if answer is None]


def _number(answer: Weighed) -> Weighed | None:
    """``3.14:0.01``, ``1..5`` or ``42``."""
    if ".." in answer.text:
        low, _, high = answer.text.partition("..")
        middle = between(low, high)
        return middle and replace(answer, text=middle[0], tolerance=middle[1])
    text, _, tolerance = (part.strip() for part in answer.text.partition(":"))
    return replace(answer, text=text, tolerance=tolerance) if decimal_of(text) is not None else None
