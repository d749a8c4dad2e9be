"""Questions to the tutor and their answers: a student's own; for a teacher, by student, by step, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Avg, Count, Q, QuerySet
from django.urls import reverse

from lyceum.domains.learning.models import Exchange, Outcome, Path, Step
from lyceum.domains.learning.queries.path import path_for, students_of, taught_path
from lyceum.domains.learning.rules.grouping import group_alike
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.models import Person

OWN, MOST, UNCOVERED = 30, 100, 300


@dataclass(frozen=True, slots=True)
class CitationView:
    """Words of a page, letter by letter: characters ``start`` to ``end``; ``url`` shows them marked."""

    document_id: UUID
    version: int
    title: str
    page: int
    start: int
    end: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """``outcome``: answered, quoted, uncovered, guided, redirected, alerted or interrupted. ``complexity``: 1 to 5."""

    id: UUID
    path_id: UUID
    step_id: UUID | None
    item_id: UUID | None
    student_id: UUID
    asked_at: datetime
    question: str
    answer: str
    outcome: str
    citations: list[CitationView]
    complexity: int
    coverage: float
    is_passed_on: bool
    reply: str
    replied_at: datetime | None

    @property
    def may_be_passed_on(self) -> bool:
        return not self.is_passed_on and not self.reply and self.outcome != Outcome.ALERTED


@dataclass(frozen=True, slots=True)
class Told:
    """An exchange as its teacher reads it."""

    shown: ExchangeView
    student: Person
    step: Step | None
    replied_by: Person | None

    @property
    def waits(self) -> bool:
        return self.shown.is_passed_on and not self.shown.reply


@dataclass(frozen=True, slots=True)
class Counted:
    """Questions of one student, or about one step. ``complexity``: their mean."""

    id: UUID
    name: str
    count: int
    complexity: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What students ask of, and the documents do not speak of."""

    word: str
    questions: tuple[str, ...]
    students: int


@dataclass(frozen=True, slots=True)
class Questions:
    path: Path
    told: Sequence[Told]
    students: Sequence[Counted]
    steps: Sequence[Counted]
    gaps: Sequence[Gap]
    total: int
    waiting: int
    student_id: UUID | None
    step_id: UUID | None


def own_exchanges(caller: Caller, path: Path, most: int = OWN) -> list[ExchangeView]:
    """What the caller has asked on the path, newest first."""
    rows = Exchange.objects.within(caller).own(caller).filter(path=path)
    return [exchange_shown(caller, one) for one in rows.order_by("-created_at", "-id")[:most]]


def exchanges_for(caller: Caller, path_id: UUID) -> list[ExchangeView]:
    """A teacher's: everybody's on the path; a student's: their own."""
    path = path_for(caller, path_id)
    if caller.may("learning.teach"):
        rows = Exchange.objects.within(caller).filter(path=path).order_by("-created_at", "-id")[:MOST]
        return [exchange_shown(caller, one) for one in rows]
    return own_exchanges(caller, path)


def questions_on(
    caller: Caller, path_id: UUID, student_id: UUID | None = None, step_id: UUID | None = None
) -> Questions:
    """Of a path that the caller teaches with. As many statements for a hundred questions as for one."""
    path = taught_path(caller, path_id)
    every: QuerySet[Exchange] = Exchange.objects.within(caller).filter(path=path)
    chosen = every.filter(person_id=student_id) if student_id else every
    chosen = chosen.filter(step_id=step_id) if step_id else chosen
    students = _counted(every, "person_id", _names(caller, path))
    return Questions(
        path=path,
        told=[_told(caller, one) for one in _first_what_waits(chosen)],
        students=students,
        steps=_counted(every.exclude(step=None), "step_id", dict(path.steps.values_list("id", "title"))),
        gaps=_gaps(every),
        total=sum(one.count for one in students),
        waiting=sum(one.waiting for one in students),
        student_id=student_id,
        step_id=step_id,
    )


def exchange_shown(caller: Caller, exchange: Exchange) -> ExchangeView:
    return ExchangeView(
        id=exchange.id,
        path_id=exchange.path_id,
        step_id=exchange.step_id,
        item_id=exchange.item_id,
        student_id=exchange.person_id,
        asked_at=exchange.created_at,
        question=exchange.question,
        answer=exchange.answer,
        outcome=exchange.outcome,
        citations=[_citation(kept) for kept in exchange.citations],
        complexity=exchange.complexity,
        coverage=round(exchange.coverage, 4),
        is_passed_on=exchange.passed_on_at is not None,
        reply=exchange.reply,
        replied_at=exchange.replied_at,
    )


def _citation(kept: dict[str, Any]) -> CitationView:
    place = {"version": kept["version"], "from": kept["start"], "to": kept["end"]}
    url = reverse("search:document_page", args=[kept["document_id"], kept["page"]])
    names = ("version", "title", "page", "start", "end", "text")
    told = {name: kept[name] for name in names}
    return CitationView(document_id=UUID(kept["document_id"]), url=f"{url}?{urlencode(place)}", **told)


def _first_what_waits(rows: QuerySet[Exchange]) -> QuerySet[Exchange]:
    waits = Q(passed_on_at__isnull=False, replied_at=None)
    marked = rows.select_related("person", "step", "replied_by").annotate(waits=waits)
    return marked.order_by("-waits", "-created_at", "-id")[:MOST]


def _told(caller: Caller, exchange: Exchange) -> Told:
    shown = exchange_shown(caller, exchange)
    return Told(shown, exchange.person, exchange.step, exchange.replied_by)


def _counted(rows: QuerySet[Exchange], by: str, names: dict[UUID, str]) -> list[Counted]:
    waits = Count("id", filter=Q(passed_on_at__isnull=False, replied_at=None))
    told = rows.order_by().values_list(by).annotate(count=Count("id"), mean=Avg("complexity"), waiting=waits)
    found = [
        Counted(key, names[key], count, round(mean, 1), waiting) for key, count, mean, waiting in told if key in names
    ]
    return sorted(found, key=lambda one: (-one.waiting, -one.count, one.name))


def _names(caller: Caller, path: Path) -> dict[UUID, str]:
    return {member.person_id: str(member.person) for member in students_of(caller, path)}


def _gaps(rows: QuerySet[Exchange]) -> list[Gap]:
    missing = rows.filter(outcome=Outcome.UNCOVERED).order_by("-created_at", "-id")
    told = list(missing.values_list("question", "person_id")[:UNCOVERED])
    groups = group_alike([question for question, _person in told])
    return [
        Gap(
            alike.word,
            tuple(dict.fromkeys(told[place][0] for place in alike.places)),
            len({told[place][1] for place in alike.places}),
        )
        for alike in groups
    ]
