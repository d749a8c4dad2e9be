"""Aiken: a question, its lettered choices, and ``ANSWER: B``. Source: docs.moodle.org, "Aiken format"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase

from lyceum.domains.learning.rules.formats.losses import unsaid
from lyceum.domains.learning.rules.formats.plain import decoded, lines_of, tidy
from lyceum.domains.learning.rules.formats.report import Exported, Imported, ImportedItem, Reason, Report, refused, said
from lyceum.domains.learning.rules.formats.weighing import are_truth_words
from lyceum.domains.learning.rules.item import Choice, Content, Kind

_CHOICE = re.compile(r"\s*([A-Za-z])\s*[.)]\s*(.*)")
_ANSWER = re.compile(r"\s*(?:ANSWER|R[ÉE]PONSE)\s*:\s*([A-Z](?:[\s,;]*[A-Z])*)\s*\Z", re.I)


@dataclass(slots=True)
class _Question:
    line: int
    prompt: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    right: str = ""


def read_aiken(raw: bytes | str) -> Imported:
    text = decoded(raw)
    if isinstance(text, Reason):
        return refused(text)
    report = Report()
    for question in _questions(text):
        if report.is_full:
            report.drop(str(question.line), "", Reason.TOO_MANY)
            break
        prompt = tidy("\n".join(question.prompt))
        places = [ascii_uppercase.find(letter) for letter in question.right]
        if not question.choices or not places or max(places) >= len(question.choices):
            report.drop(str(question.line), prompt, Reason.UNREADABLE)
            continue
        choices = tuple(Choice(text, place in places) for place, text in enumerate(question.choices))
        kind = Kind.TRUTH if are_truth_words(question.choices) else Kind.CHOICE
        report.keep(ImportedItem(Content(kind, prompt, choices=choices)), str(question.line))
    return report.imported()


def _questions(text: str) -> Iterator[_Question]:
    """A line that is neither a choice nor the answer belongs to the question; after choices it begins the next."""
    question: _Question | None = None
    for number, line in lines_of(text):
        if not line.strip():
            continue
        answer = _ANSWER.match(line)
        if question and answer:
            question.right = re.sub(r"[^A-Z]", "", answer[1].upper())
            yield question
            question = None
        elif question and (choice := _choice(line, len(question.choices))) is not None:
            question.choices.append(choice)
        elif question and not question.choices:
            question.prompt.append(line)
        else:
            if question:
                yield question
            question = _Question(number, [line])
    if question:
        yield question


def _choice(line: str, place: int) -> str | None:
    """The next letter's choice: ``A.`` before ``B.``, so that a question may begin with a letter of its own."""
    found = _CHOICE.match(line)
    return tidy(found[2]) if found and place < 26 and found[1].upper() == ascii_uppercase[place] else None


def write_aiken(items: Iterable[ImportedItem]) -> Exported:
    spoken, dropped = said(items, _said)
    return Exported("\n".join(text for _, text in spoken).encode(), len(spoken), dropped)


def _said(item: ImportedItem) -> tuple[str | None, list[Reason]]:
    content = item.content
    right = [place for place, choice in enumerate(content.choices) if choice.is_right]
    if content.kind not in (Kind.CHOICE, Kind.TRUTH) or len(right) != 1 or len(content.choices) > 26:
        return None, [Reason.UNSAYABLE]
    lost = unsaid(item)
    parts = [content.prompt, *(choice.text for choice in content.choices)]
    if any("\n" in part for part in parts):
        lost.append(Reason.LINES)
    prompt, *choices = (" ".join(part.split()) for part in parts)
    lines = [prompt, *(f"{ascii_uppercase[place]}. {text}" for place, text in enumerate(choices))]
    return "\n".join([*lines, f"ANSWER: {ascii_uppercase[right[0]]}", ""]), lost
