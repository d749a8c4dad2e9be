"""What an item asks and what it accepts, whatever its kind: one shape for drafts, formats, judging and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

GAP = "____"  # stands in a cloze's prompt where a word is missing


class Kind(StrEnum):
    DEFINITION = "definition"  # say it in your own words, then compare: the student judges
    CLOZE = "cloze"
    SHORT = "short"
    NUMBER = "number"
    CHOICE = "choice"
    TRUTH = "truth"
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Plain text throughout.

    ``answers``: accepted ones, the best first (definition, short, number as written). ``gaps``: for the n-th GAP of a
    cloze, what is accepted, the best first. ``choices``: choice (one or several right) and truth (two). ``sequence``:
    the right order. ``pairs``: what belongs together. ``tolerance``: absolute, in the answer's own unit.
    """

    kind: Kind
    prompt: str
    answers: tuple[str, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    choices: tuple[Choice, ...] = ()
    sequence: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    tolerance: float = 0.0
    unit: str = ""
    explanation: str = ""
    hints: tuple[str, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Content":
        """From what ``kept`` gave."""
        return cls(
            kind=Kind(kept["kind"]),
            prompt=kept["prompt"],
            answers=tuple(kept.get("answers", ())),
            gaps=tuple(tuple(accepted) for accepted in kept.get("gaps", ())),
            choices=tuple(Choice(**choice) for choice in kept.get("choices", ())),
            sequence=tuple(kept.get("sequence", ())),
            pairs=tuple((left, right) for left, right in kept.get("pairs", ())),
            tolerance=kept.get("tolerance", 0.0),
            unit=kept.get("unit", ""),
            explanation=kept.get("explanation", ""),
            hints=tuple(kept.get("hints", ())),
        )


class Fault(StrEnum):
    NO_PROMPT = "no_prompt"
    NO_ANSWER = "no_answer"
    GAPS_DIFFER = "gaps_differ"
    FEW_CHOICES = "few_choices"
    SAME_CHOICES = "same_choices"
    NONE_RIGHT = "none_right"
    ALL_RIGHT = "all_right"
    FEW_PARTS = "few_parts"


def faults(content: Content) -> Iterator[Fault]:
    """Why the item cannot be asked; nothing when it can."""
    if not content.prompt.strip():
        yield Fault.NO_PROMPT
    match content.kind:
        case Kind.DEFINITION | Kind.SHORT | Kind.NUMBER:
            if not any(answer.strip() for answer in content.answers):
                yield Fault.NO_ANSWER
        case Kind.CLOZE:
            if not content.gaps or content.prompt.count(GAP) != len(content.gaps):
                yield Fault.GAPS_DIFFER
            elif not all(accepted and accepted[0].strip() for accepted in content.gaps):
                yield Fault.NO_ANSWER
        case Kind.CHOICE | Kind.TRUTH:
            yield from _faults_of_choices(content.choices)
        case Kind.ORDERING:
            if len(content.sequence) < 2:
                yield Fault.FEW_PARTS
        case Kind.MATCHING:
            if len(content.pairs) < 2:
                yield Fault.FEW_PARTS


def _faults_of_choices(choices: tuple[Choice, ...]) -> Iterator[Fault]:
    texts = [choice.text.strip().casefold() for choice in choices]
    if len(texts) < 2:
        yield Fault.FEW_CHOICES
    if len(set(texts)) < len(texts):
        yield Fault.SAME_CHOICES
    right = sum(choice.is_right for choice in choices)
    if right == 0:
        yield Fault.NONE_RIGHT
    elif right == len(choices) > 1:
        yield Fault.ALL_RIGHT
