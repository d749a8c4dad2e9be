"""What a simulated student writes, right or wrong, judged as any answer is."""

from dataclasses import dataclass
from random import Random
from typing import Any

from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.judging import judge

DONT_KNOW = {"fr": "Je ne sais plus", "en": "I forgot"}


@dataclass(frozen=True, slots=True)
class Given:
    """``own_verdict``: where the student judges (definitions)."""

    given: Any
    own_verdict: bool | None
    fraction: float
    is_right: bool


def given_for(content: Content, language: str, chance: Random, *, knows: bool) -> Given:
    given = _right(content) if knows else _wrong(content, language, chance)
    if content.kind is Kind.DEFINITION:
        return Given(given, knows, float(knows), knows)
    verdict = judge(content, given)
    return Given(given, None, verdict.fraction, verdict.is_right)


def _right(content: Content) -> Any:
    match content.kind:
        case Kind.CLOZE:
            return [accepted[0] for accepted in content.gaps]
        case Kind.CHOICE | Kind.TRUTH:
            return [choice.text for choice in content.choices if choice.is_right]
        case Kind.ORDERING:
            return list(content.sequence)
        case Kind.MATCHING:
            return [list(pair) for pair in content.pairs]
        case _:
            return content.answers[0]


def _wrong(content: Content, language: str, chance: Random) -> Any:
    match content.kind:
        case Kind.CLOZE:
            return [chance.choice(("", DONT_KNOW[language])) for _ in content.gaps]
        case Kind.CHOICE | Kind.TRUTH:
            return [chance.choice([choice.text for choice in content.choices if not choice.is_right])]
        case Kind.ORDERING:
            at = chance.randrange(len(content.sequence) - 1)
            parts = list(content.sequence)
            return [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]
        case Kind.MATCHING:
            rights = [right for _, right in content.pairs]
            return [[left, right] for (left, _), right in zip(content.pairs, rights[1:] + rights[:1], strict=True)]
        case _:
            return chance.choice(("", DONT_KNOW[language]))
