"""Moodle's questions with several blanks: ``{1:SHORTANSWER:=Paris~%50%Lutèce}`` within the text, or ``[[1]]``.

Source: docs.moodle.org, "Embedded answers (Cloze) question type".
"""

import re

from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.formats.weighing import Weighed, accepted, decimal_of, without_wildcard
from lyceum.domains.learning.rules.item import GAP

Gaps = tuple[tuple[str, ...], ...]
_EMBEDDED = re.compile(r"\{(\d*):([A-Z_]{2,24}):((?:\\.|[^\\}]){0,5000})\}", re.S)
_SPLIT = re.compile(r"(?<!\\)~")
_HASH = re.compile(r"(?<!\\)#")
_WEIGHT = re.compile(r"%(-?[\d.,]{1,12})%")
_BOX = re.compile(r"\[\[(\d{1,4})\]\]")
_WRITTEN_TYPES = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}


def embedded(text: str) -> tuple[str, Gaps, list[Reason]]:
    """The text with gaps, what each accepts, and what was lost."""
    gaps: list[tuple[str, ...]] = []
    lost: list[Reason] = []

    def gap(found: re.Match[str]) -> str:
        answers, more = _accepted(found[2], found[3])
        gaps.append(answers)
        lost.extend(more)
        return GAP

    return _EMBEDDED.sub(gap, text), tuple(gaps), lost


def _accepted(kind: str, body: str) -> tuple[tuple[str, ...], list[Reason]]:
    answers = [_weighed(part) for part in _SPLIT.split(body)]
    lost: list[Reason] = []
    if kind in {"NUMERICAL", "NM"}:
        lost += [Reason.TOLERANCE for a in answers if ":" in a.text and decimal_of(a.text.partition(":")[2])]
        answers = [Weighed(a.text.partition(":")[0].strip(), a.weight, a.feedback) for a in answers]
    if kind not in _WRITTEN_TYPES and any(answer.weight <= 0 for answer in answers):
        lost.append(Reason.WRONG_ANSWERS)
    texts, more = accepted(answers)
    return texts, lost + more


def _weighed(part: str) -> Weighed:
    body, *said = _HASH.split(part.strip(), maxsplit=1)
    weight = 0.0
    if body.startswith("="):
        weight, body = 100.0, body[1:]
    elif found := _WEIGHT.match(body):
        weight, body = float(decimal_of(found[1]) or 0), body[found.end() :]
    return Weighed(_unescaped(body), weight, said[0] if said else "")


def _unescaped(text: str) -> str:
    """A star keeps its backslash: it says that the star is meant."""
    return re.sub(r"\\([^*])", r"\1", text).strip()


def spelled(prompt: str, gaps: Gaps) -> str:
    """The text with its answers embedded again."""
    pieces = prompt.split(GAP)
    said = [f"{{1:SHORTANSWER:{'~'.join(f'={_escaped(text)}' for text in texts)}}}" for texts in gaps]
    return "".join(piece + answer for piece, answer in zip(pieces, [*said, ""], strict=True))


def _escaped(text: str) -> str:
    return without_wildcard(re.sub(r"([\\}~#\"/])", r"\\\1", text))


def boxed(text: str, boxes: list[str]) -> tuple[str, Gaps, list[Reason]]:
    """``[[2]]`` is the second box; boxes that nothing names were there to mislead."""
    places = [int(found) for found in _BOX.findall(text)]
    gaps = tuple((boxes[place - 1],) if 0 < place <= len(boxes) else () for place in places)
    lost = [Reason.WRONG_ANSWERS] if set(range(1, len(boxes) + 1)) - set(places) else []
    return _BOX.sub(GAP, text), gaps, lost
