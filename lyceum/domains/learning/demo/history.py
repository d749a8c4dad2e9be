"""A student's weeks on a path, simulated by the same rules that plan, schedule and remember for real students."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from lyceum.domains.learning.demo.answers import Given, given_for
from lyceum.domains.learning.demo.pupil import Pupil
from lyceum.domains.learning.rules.exam import Exam, exam_of
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.memory import Memory, predicted_recall, reviewed
from lyceum.domains.learning.rules.memory_rating import Grading, Rating, rating_of
from lyceum.domains.learning.rules.schedule import Standing, answered
from lyceum.domains.learning.rules.schedule_plan import plan

BETWEEN = 4  # seconds from one answer to the next question
_LONG = (Kind.DEFINITION, Kind.ORDERING, Kind.MATCHING)


@dataclass(frozen=True, slots=True)
class Question:
    """``step``: from 1. ``ease``: around 1, how much easier than others it is for everybody."""

    id: UUID
    step: int
    family: str
    content: Content
    ease: float


@dataclass(frozen=True, slots=True)
class Gate:
    """``requires``: steps to pass first."""

    requires: tuple[int, ...]
    pass_mark: float
    opens_on: date | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """An exam as the teacher has set it. ``steps``: none, all."""

    held_on: date
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The path as its students meet it, questions in its order."""

    language: str
    begins: date
    questions: Sequence[Question]
    gates: dict[int, Gate]
    exams: Sequence[Ahead]


@dataclass(frozen=True, slots=True)
class Answered:
    question: Question
    given: Given
    rating: Rating
    hints: int
    seconds: int
    recall: float | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Sitting:
    began: datetime
    planned: int
    answers: list[Answered]

    @property
    def ended(self) -> datetime:
        return self.answers[-1].answered_at + timedelta(seconds=2)


@dataclass(slots=True)
class Kept:
    """What is remembered of one question; ``truth`` is known to the simulation alone."""

    standing: Standing
    truth: Memory
    first_at: datetime
    last_at: datetime
    lapses: int = 0
    last_right: bool = False


@dataclass(slots=True)
class History:
    pupil: Pupil
    way: Way
    kept: dict[UUID, Kept] = field(default_factory=dict)

    def sat(self, began: datetime, today: date) -> Sitting | None:
        """One sitting, if something is due: the day's plan, as long as patience lasts, then what was wrong once more.

        ``today``: in the student's calendar.
        """
        exams = self._exams()
        asked = {str(question.id): question for question in self._open(today)}
        standings = [kept.standing for kept in self.kept.values()]
        fresh = [item for item, question in asked.items() if question.id not in self.kept]
        queue = plan(today, standings, exams, self.pupil.preferences, fresh=fresh, days=0).queue
        questions = {str(question.id): question for question in self.way.questions}
        chosen = [questions[item] for item in queue[: self.pupil.patience]]
        answers = list(self._answers(chosen, began, today, exams))
        again = [one.question for one in answers if self.kept[one.question.id].standing.step is not None]
        if again:
            answers += self._answers(again, answers[-1].answered_at + timedelta(minutes=2), today, exams)
        return Sitting(began, len(queue), answers) if answers else None

    def _answers(
        self, questions: Sequence[Question], begins: datetime, today: date, exams: Sequence[Exam]
    ) -> Iterator[Answered]:
        now = begins
        for question in questions:
            seconds = self.pupil.takes(question.content.kind in _LONG)
            now += timedelta(seconds=seconds + BETWEEN)
            yield self._answer(question, now, today, seconds, exams)

    def _answer(self, question: Question, now: datetime, today: date, seconds: int, exams: Sequence[Exam]) -> Answered:
        pupil, kept = self.pupil, self.kept.get(question.id)
        knows = pupil.knows(kept.truth if kept else None, today, question.ease, question.step)
        given = given_for(question.content, self.way.language, pupil.chance, knows=knows)
        hints = int(bool(question.content.hints) and pupil.chance.random() < 0.15)
        rating = rating_of(given.is_right, Grading(), hints=hints, seconds=seconds)
        recall = predicted_recall(kept.standing.memory, today) if kept else None
        before = kept.standing if kept else None
        item = str(question.id)
        standing = answered(before, item, rating, today, exams, pupil.preferences, family=question.family)
        truth = reviewed(kept.truth if kept else None, rating, today, pupil.truth)
        if kept is None:
            kept = self.kept[question.id] = Kept(standing, truth, now, now)
        else:
            kept.lapses += not given.is_right
        kept.standing, kept.truth, kept.last_at, kept.last_right = standing, truth, now, given.is_right
        return Answered(question, given, rating, hints, seconds, recall, now)

    def _open(self, today: date) -> Iterator[Question]:
        passed = {number for number in self.way.gates if self._share(number) >= self.way.gates[number].pass_mark}
        for question in self.way.questions:
            gate = self.way.gates[question.step]
            if passed.issuperset(gate.requires) and (gate.opens_on is None or gate.opens_on <= today):
                yield question

    def _share(self, step: int) -> float:
        """Known of all; a step without questions is done."""
        ids = [question.id for question in self.way.questions if question.step == step]
        known = sum(self.kept[one].last_right for one in ids if one in self.kept)
        return known / len(ids) if ids else 1.0

    def _exams(self) -> list[Exam]:
        found = []
        for exam in self.way.exams:
            covered = [q for q in self.way.questions if not exam.steps or q.step in exam.steps]
            size = sum(question.id in self.kept for question in covered)
            items = frozenset(str(question.id) for question in covered)
            found.append(exam_of(exam.held_on, self.way.begins, size, self.pupil.preferences, items=items))
        return found
