"""What a tutor may say, and when: decided by these rules before and after any model, the same way each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lyceum.domains.learning.rules.likeness import edits_between, fold, variants, words
from lyceum.domains.learning.rules.quantity import readings
from lyceum.domains.learning.rules.red_flags import Alarm, alarm_in


class Answering(StrEnum):
    """Kinds of answer, from what tells least to what tells most."""

    HINT = "hint"
    QUESTION = "question"  # a question back
    DEFINITION = "definition"  # with its page
    EXAMPLE = "example"  # a similar one, worked
    FULL = "full"


LADDER = tuple(Answering)


@dataclass(frozen=True, slots=True)
class Policy:
    """``threshold``: 0 to 1, the likeness to the solution that withholds an answer. ``subjects``: none, all."""

    allowed: frozenset[Answering] = frozenset(LADDER[:4])
    hints_before_more: int = 2
    threshold: float = 0.6
    subjects: tuple[str, ...] = ()
    coverage: float = 0.5  # below, the course does not speak of it


@dataclass(frozen=True, slots=True)
class Situation:
    """``solution``: the accepted answers of the open item. ``covered``: 0 to 1, how well the course speaks of it."""

    has_open_attempt: bool = False
    solution: tuple[str, ...] = ()
    prompt: str = ""
    hints: tuple[str, ...] = ()
    hints_given: int = 0
    covered: float = 1.0


class Verb(StrEnum):
    ANSWER = "answer"
    WITHHOLD = "withhold"  # say ``hint`` instead
    REDIRECT = "redirect"  # outside the path: offer to ask the teacher
    ALERT = "alert"  # an adult; the student is told whom to talk to


@dataclass(frozen=True, slots=True)
class Decision:
    """``level``: on the ladder of hints, from 1; 0 outside an attempt. ``hint``: the teacher’s, if one is left."""

    verb: Verb
    answering: Answering | None = None
    level: int = 0
    hint: str = ""
    alarm: Alarm | None = None
    likeness: float = 0.0


def decide(policy: Policy, situation: Situation, question: str) -> Decision:
    """Before anything is written. Somebody in danger comes before any lesson."""
    alarm = alarm_in(question)
    if alarm:
        return Decision(Verb.ALERT, alarm=alarm)
    if situation.covered < policy.coverage and not _names_a_subject(policy.subjects, question):
        return Decision(Verb.REDIRECT)
    if not situation.has_open_attempt:
        return _most(policy)
    level = situation.hints_given + 1
    steps = [one for one in LADDER if one in policy.allowed and one is not Answering.FULL]
    if not steps:
        return Decision(Verb.WITHHOLD, level=level, hint=_hint(situation))
    climbed = max(0, level - policy.hints_before_more)
    chosen = steps[min(climbed, len(steps) - 1)]
    return Decision(Verb.ANSWER, chosen, level, _hint(situation) if chosen is Answering.HINT else "")


def review_answer(policy: Policy, situation: Situation, answer: str) -> Decision:
    """Before the student sees it. What tells the solution while an attempt is open becomes a hint."""
    if alarm_in(answer):
        return Decision(Verb.WITHHOLD, level=situation.hints_given, hint=_hint(situation))
    if not situation.has_open_attempt:
        return _most(policy)
    told = max((tells(answer, solution, situation.prompt) for solution in situation.solution), default=0.0)
    if told >= policy.threshold:
        return Decision(Verb.WITHHOLD, Answering.HINT, situation.hints_given + 1, _hint(situation), likeness=told)
    return Decision(Verb.ANSWER, level=situation.hints_given + 1, likeness=told)


def tells(answer: str, solution: str, prompt: str = "") -> float:
    """0 to 1: how much of the solution is in the answer, however long; what the prompt says already does not count."""
    amounts = {reading.value for reading in readings(solution) if not reading.date}
    if amounts and len(words(solution)) < 5:
        return float(any(amounts & _amounts(answer, at) for at in range(len(answer.split()))))
    known = _forms(words(fold(prompt)))
    wanted = [word for word in words(fold(solution)) if len(word) > 3 and not variants(word) & known]
    wanted = wanted or words(fold(solution))
    said = words(fold(answer))
    forms = _forms(said)
    found = sum(bool(variants(word) & forms) or _is_near(word, said) for word in wanted)
    return round(found / len(wanted), 4) if wanted else 0.0


def _amounts(answer: str, at: int) -> set[float]:
    """Of the number that begins with that word, with and without the words that follow it."""
    after = [piece.strip(".,;:!?()«»") for piece in answer.split()[at : at + 2]]
    return {reading.value for text in (after[0], " ".join(after)) for reading in readings(text)}


def _forms(said: Sequence[str]) -> set[str]:
    return set[str]().union(*(variants(word) for word in said))


def _is_near(word: str, said: Sequence[str]) -> bool:
    return len(word) > 5 and any(abs(len(word) - len(one)) < 2 and edits_between(word, one) < 2 for one in said)


def _most(policy: Policy) -> Decision:
    best = [one for one in LADDER if one in policy.allowed]
    return Decision(Verb.ANSWER, best[-1]) if best else Decision(Verb.WITHHOLD)


def _hint(situation: Situation) -> str:
    """The next of the teacher's; the last again when all were given."""
    hints = situation.hints
    return hints[min(situation.hints_given, len(hints) - 1)] if hints else ""


def _names_a_subject(subjects: Sequence[str], question: str) -> bool:
    said = _forms(words(fold(question)))
    return any(variants(word) & said for subject in subjects for word in words(fold(subject)) if len(word) > 3)
