"""Reads Moodle's XML: the bank of questions as Moodle exports it. Source: docs.moodle.org, "Moodle XML format"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lyceum.domains.learning.rules.formats.gift import category_of
from lyceum.domains.learning.rules.formats.moodle_cloze import boxed, embedded
from lyceum.domains.learning.rules.formats.moodle_tree import (
    is_set,
    questions_in,
    raw_text,
    text_of,
)
from lyceum.domains.learning.rules.formats.plain import tidy
from lyceum.domains.learning.rules.formats.report import Imported, ImportedItem, Reason, Report, refused
from lyceum.domains.learning.rules.formats.weighing import (
    DEFAULT_WORDS,
    Weighed,
    Words,
    accepted,
    choices,
    decimal_of,
    number,
    short,
    truth,
)
from lyceum.domains.learning.rules.item import Content, Kind


@dataclass(slots=True)
class Asked:
    """A question on its way: its element, its plain prompt, and what was lost so far."""

    question: Element
    prompt: str
    lost: list[Reason]
    words: Words


def read_moodle(raw: bytes | str, words: Words = DEFAULT_WORDS) -> Imported:
    found, fault, line = questions_in(raw)
    if fault and not found:
        return refused(fault, where=line)
    report, category = Report(), tuple[str, ...]()
    for place, question in enumerate(found, 1):
        if question.get("type") == "category":
            category = category_of(raw_text(question, "category/text").strip())
        elif report.is_full:
            report.drop(str(place), "", Reason.TOO_MANY)
            break
        elif question.tag == "question":
            _read(question, place, category, words, report)
    if fault:
        report.drop(line, "", fault)
    return report.imported()


def _read(question: Element, place: int, category: tuple[str, ...], words: Words, report: Report) -> None:
    lost: list[Reason] = []
    label = tidy(raw_text(question, "name/text"))
    key = raw_text(question, "idnumber").strip()
    where = key or str(place)
    kind = question.get("type", "")
    content = None
    if kind in _READERS:
        prompt = text_of(question.find("questiontext"), lost)
        content = _READERS[kind](Asked(question, prompt, lost, words))
    if content is None:
        is_told = kind == "description"
        report.drop(where, label or kind, Reason.NOT_A_QUESTION if is_told else Reason.UNKNOWN_KIND)
        return
    hints = tuple(hint for hint in (text_of(hint, lost) for hint in question.findall("hint")) if hint)
    explanation = text_of(question.find("generalfeedback"), lost)
    if any(raw_text(question, f"{name}feedback/text").strip() for name in ("partiallycorrect", "incorrect", "correct")):
        lost += _unusual_feedback(question)
    tags = tuple(dict.fromkeys(tidy(raw_text(tag)) for tag in question.findall("tags/tag") if raw_text(tag).strip()))
    content = replace(content, hints=hints, explanation=explanation)
    report.keep(ImportedItem(content, category, tags, label, key), where, lost)


def _unusual_feedback(question: Element) -> list[Reason]:
    """Moodle fills "Your answer is correct." into every question in the school's language: three short phrases."""
    said = [raw_text(question, f"{name}feedback/text") for name in ("partiallycorrect", "incorrect", "correct")]
    return [Reason.FEEDBACK] if any(len(text) > 80 for text in said) else []


def _weighed(asked: Asked, *, is_number: bool = False) -> list[Weighed]:
    found = []
    for answer in asked.question.findall("answer"):
        weight = decimal_of(answer.get("fraction", "0"))
        text = raw_text(answer).strip() if is_number else text_of(answer, asked.lost)
        feedback = text_of(answer.find("feedback"), asked.lost)
        found.append(Weighed(text, float(weight or 0), feedback, raw_text(answer, "tolerance").strip()))
    return found


def _choice(asked: Asked) -> Content:
    is_single = is_set(asked.question, "single") and asked.question.get("type") == "multichoice"
    made, lost = choices(_weighed(asked), is_single)
    asked.lost += lost
    return Content(Kind.CHOICE, asked.prompt, choices=made)


def _truth(asked: Asked) -> Content:
    """The answers' texts are "true" and "false" in every language."""
    answers = _weighed(asked)
    said = {answer.text.casefold(): answer.feedback for answer in answers}
    holds = any(answer.text.casefold() == "true" and answer.weight > 0 for answer in answers)
    return truth(asked.prompt, holds, asked.words, said.get("true", ""), said.get("false", ""))


def _short(asked: Asked) -> Content:
    texts, lost = accepted(_weighed(asked))
    asked.lost += lost
    return short(asked.prompt, texts)


def _number(asked: Asked) -> Content:
    units = [
        (decimal_of(raw_text(unit, "multiplier").strip()), tidy(raw_text(unit, "unit_name")))
        for unit in asked.question.findall("units/unit")
    ]
    base = next((name for multiplier, name in units if multiplier == 1), "")
    if len(units) > (1 if base else 0):
        asked.lost.append(Reason.UNITS)
    content, lost = number(asked.prompt, _weighed(asked, is_number=True), base)
    asked.lost += lost
    return content


def _matching(asked: Asked) -> Content:
    pairs = []
    for element in asked.question.findall("subquestion"):
        left, right = text_of(element, asked.lost), tidy(raw_text(element, "answer/text"))
        if left:
            pairs.append((left, right))
        elif right:
            asked.lost.append(Reason.WRONG_ANSWERS)
    return Content(Kind.MATCHING, asked.prompt, pairs=tuple(pairs))


def _essay(asked: Asked) -> Content | None:
    """Only the student can judge it, and only beside what the teacher expects."""
    expected = text_of(asked.question.find("graderinfo"), asked.lost)
    return Content(Kind.DEFINITION, asked.prompt, answers=(expected,)) if expected else None


def _ordering(asked: Asked) -> Content:
    return Content(Kind.ORDERING, asked.prompt, sequence=tuple(answer.text for answer in _weighed(asked)))


def _cloze(asked: Asked) -> Content:
    prompt, gaps, lost = embedded(asked.prompt)
    asked.lost += lost
    return Content(Kind.CLOZE, prompt, gaps=gaps)


def _boxed(asked: Asked) -> Content:
    boxes = [tidy(raw_text(box)) for name in ("dragbox", "selectoption") for box in asked.question.findall(name)]
    prompt, gaps, lost = boxed(asked.prompt, boxes)
    asked.lost += lost
    return Content(Kind.CLOZE, prompt, gaps=gaps)


_READERS: dict[str, Callable[[Asked], Content | None]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
    "ddmatch": _matching,
    "essay": _essay,
    "ordering": _ordering,
    "cloze": _cloze,
    "ddwtos": _boxed,
    "gapselect": _boxed,
}
