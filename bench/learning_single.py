"""What single things cost: the queue of a student with 100,000 cards, an answer, the tutor's first word."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import ai, pages
from bench.learning_school import School
from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.asking import Asking, ask_tutor
from lyceum.domains.learning.actions.revision import begin_revision
from lyceum.domains.learning.models import Exam, Item, Memory, Path
from lyceum.domains.learning.queries.asking import asked_in
from lyceum.domains.learning.queries.shelf import studied_shelf
from lyceum.domains.learning.queries.today import due_count
from lyceum.kernel.ai.models import Link
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.queries.caller import caller_for
from lyceum.kernel.identity.tests.factories import ORIGIN

ROUNDS, FEW, QUESTIONS = 20, 6, 10
QUESTION = "De quoi dépend la tension au chapitre 3 ?"


@dataclass(frozen=True, slots=True)
class Single:
    """Milliseconds; ``statements`` of one; ``bare``: the same reads through psycopg, median."""

    name: str
    median: float
    p95: float
    statements: int
    bare: float


def measured(school: School) -> list[Single]:
    caller = _caller(school, school.collector)
    path = Path.objects.get(id=school.collection)
    revision, _asked = begin_revision(caller, new_identifier(), path.id)
    items = iter(list(Item.objects.filter(step__path=path)[: ROUNDS + 3]))

    def answer() -> object:
        return answer_items(caller, revision.id, [Answer(new_identifier(), next(items).id, "force", seconds=5)])

    rows = [
        _timed("due queue, a third of the cards due", lambda: asked_in(caller, path)),
        _timed("the number beside *Learning*", lambda: due_count(caller)),
        _timed("the shelf", lambda: studied_shelf(caller)),
        _timed("one answer kept", answer),
    ]
    with transaction.atomic():
        soon = timezone.localdate() + timedelta(days=10)
        Exam.objects.create(organisation=school.organisation, path=path, title="Examen", held_on=soon)
        rows.append(_timed("due queue, an exam on all of it in 10 days", lambda: asked_in(caller, path), FEW))
        transaction.set_rollback(True)
    with transaction.atomic():
        Memory.objects.filter(path=path).update(due_on=timezone.localdate() + timedelta(days=3))
        rows.append(_timed("due queue, nothing due, nothing new", lambda: asked_in(caller, path), FEW))
        transaction.set_rollback(True)
    return rows


def first_words(school: School) -> tuple[list[float], list[float], list[float]]:
    """Until the first word: the provider directly, the tutor through rules, retrieval and gateway, and without any."""
    caller = _caller(school, Person.objects.get(email="person290@bench.example"))
    path = Path.objects.get(id=school.paths[89])
    without = [_first_word(lambda: _tutor(caller, path)) for _ in range(QUESTIONS)]
    direct, tutor = [], []
    with ai.provider() as address:
        settings.AI_LOCAL_SERVERS = [address.removeprefix("http://")]
        from bench import questions

        directly = questions.ways(address)[0]
        with scope.entered(school.organisation.id):
            link = Link.objects.create(
                organisation=school.organisation,
                position=0,
                vendor="compatible",
                model="well",
                address=f"{address}/v1",
                key="k",
            )
        caller = _caller(school, Person.objects.get(email="person291@bench.example"))
        path = Path.objects.get(id=school.paths[90])
        for _ in range(QUESTIONS):
            direct.append(_first_word(directly))
            tutor.append(_first_word(lambda: _tutor(caller, path)))
        link.delete()
    return direct, tutor, without


def _tutor(caller: Caller, path: Path) -> Iterator[Any]:
    return ask_tutor(caller, Asking(new_identifier(), path.id, QUESTION))


def _first_word(way: Callable[[], Iterator[Any]]) -> float:
    """The rest is heard outside the measure."""
    began = time.perf_counter()
    words = way()
    next(words)
    took = 1000 * (time.perf_counter() - began)
    for _word in words:
        pass
    return took


def _caller(school: School, person: Person) -> Caller:
    """Its scope is entered."""
    found = caller_for(person, school.organisation, ORIGIN, "fr")
    assert isinstance(found, Caller)
    return found


def _timed(name: str, act: Callable[[], object], rounds: int = ROUNDS) -> Single:
    act()
    connection.force_debug_cursor = True
    with CaptureQueriesContext(connection) as captured:
        act()
    connection.force_debug_cursor = False
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    statements = [query["sql"] for query in captured.captured_queries]
    reads = [one for one in statements if one.startswith("SELECT")]
    pages.say(f"{name}: {statistics.median(took):.1f} ms")
    return Single(name, statistics.median(took), took[int(len(took) * 0.95)], len(statements), _bare(reads))


def _bare(reads: list[str]) -> float:
    organisation, person = scope.current()
    took = []
    with psycopg.connect(pages.dsn(), autocommit=True) as asking:
        asking.execute("SELECT set_config('lyceum.organisation', %s, false)", [str(organisation)])
        asking.execute("SELECT set_config('lyceum.person', %s, false)", [str(person)])
        for _ in range(8):
            began = time.perf_counter()
            for read in reads:
                asking.execute(read).fetchall()  # type: ignore[call-overload]
            took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)
