"""What one thing costs: a sign-in, a job, a guarded row, a component."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, transaction
from django.template import Context, engines
from django.test import Client
from django_cotton.compiler_regex import CottonCompiler

from bench.crowd import PASSWORD, gathered
from bench.house import VAR
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import tell_subscribers
from lyceum.kernel.foundation.models import Announcement
from lyceum.project.start import database

SIGN_INS, JOBS, PATIENCE = 60, 1_000, 120.0


@dataclass(frozen=True, slots=True)
class SignIns:
    per_second: float
    of_which_hashing: float  # share of the time


def sign_ins() -> SignIns:
    """By password, through the page, in one process: seconds of processor for each."""
    clients = [_at_the_door(number) for number in range(SIGN_INS)]
    began = time.process_time()
    for number, client in enumerate(clients):
        answer = client.post("/account/login/", {"login": f"person{number + 400}@bench.example", "password": PASSWORD})
        if answer.status_code != 302:
            raise SystemExit(f"sign-in {number} was answered by {answer.status_code}")
    each = (time.process_time() - began) / SIGN_INS
    hashed = make_password(PASSWORD)
    began = time.process_time()
    for _ in range(10):
        check_password(PASSWORD, hashed)
    return SignIns(1 / each, (time.process_time() - began) / 10 / each)


def _at_the_door(number: int) -> Client:
    """Each from a network of its own, as people are; the limits stay on."""
    return Client(HTTP_HOST="localhost", REMOTE_ADDR=f"10.{number // 250}.{number % 250}.9")


@dataclass(frozen=True, slots=True)
class Jobs:
    """Delays in ms from the commit to the start of the job; ``per_second`` with a full queue and one worker."""

    p50: float
    p95: float
    per_second: float


def jobs() -> Jobs:
    """The job that tells subscribers of a fact, with a real worker beside us."""
    organisation = gathered()
    with scope.entered(organisation.id):
        fact = Announcement.objects.create(organisation=organisation, kind="bench.nobody_subscribes")
    single = []
    for _ in range(60):
        single.append(_defer(organisation.id, fact.id, 1)[0])
        time.sleep(0.05)
    _until_done(single)
    delays = sorted(_delays(single))
    many = _defer(organisation.id, fact.id, JOBS)
    _until_done(many)
    return Jobs(statistics.median(delays), delays[int(len(delays) * 0.95)], JOBS / _span(many))


def _defer(organisation_id: UUID, announcement_id: UUID, count: int) -> list[int]:
    with transaction.atomic():
        return [
            tell_subscribers.later(organisation_id=organisation_id, announcement_id=announcement_id)
            for _ in range(count)
        ]


def _until_done(ids: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while _one("SELECT count(*) FROM procrastinate_jobs WHERE id = ANY(%s) AND status <> 'succeeded'", ids):
        if time.monotonic() > deadline:
            raise SystemExit("the worker has not done its jobs")
        time.sleep(0.1)


def _delays(ids: list[int]) -> list[float]:
    """Deferred and started are the queue's own records; the former is the moment of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM started.at - deferred.at) * 1000 FROM procrastinate_events deferred"
            " JOIN procrastinate_events started USING (job_id)"
            " WHERE job_id = ANY(%s) AND deferred.type = 'deferred' AND started.type = 'started'",
            [ids],
        )
        return [float(row[0]) for row in cursor.fetchall()]


def _span(ids: list[int]) -> float:
    return float(
        _one(
            "SELECT extract(epoch FROM max(at) FILTER (WHERE type = 'succeeded') - min(at) FILTER"
            " (WHERE type = 'started')) FROM procrastinate_events WHERE job_id = ANY(%s)",
            ids,
        )
    )


def _one(query: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchone()[0]


@dataclass(frozen=True, slots=True)
class Guard:
    """Milliseconds of the same statement: for the owner, whom no policy holds, and for the application."""

    open: float
    guarded: float


_TWENTY_MEMBERS = """
    SELECT m.id, m.roles, p.name FROM identity_membership m JOIN identity_person p ON p.id = m.person_id
    WHERE m.organisation_id = %s ORDER BY m.sort_key, m.id LIMIT 20
"""


def guard() -> Guard:
    organisation = str(gathered().id)
    owner, app = (_asking_as(url, organisation) for url in database.urls(VAR))
    return Guard(*(1000 * seconds for seconds in best_of_each([owner, app], 400)))


def _asking_as(url: str, organisation: str) -> Callable[[], Any]:
    chosen = psycopg.connect(url, autocommit=True)
    chosen.execute("SELECT set_config('lyceum.organisation', %s, false)", [organisation])
    return lambda: chosen.execute(_TWENTY_MEMBERS, [organisation]).fetchall()


@dataclass(frozen=True, slots=True)
class Component:
    """Microseconds of one button: as a component, and as the HTML that comes out of it."""

    component: float
    plain: float


def component() -> Component:
    made = '<c-button href="/x/" variant="plain" icon="plus">{{ word }}</c-button>'
    html = _compiled(made).render(Context({"word": "Add"})).replace("Add", "{{ word }}")
    acts = [_rendering(made), _rendering(html)]
    return Component(*(1_000_000 * seconds / 100 for seconds in best_of_each(acts, 10)))


def _rendering(source: str) -> Callable[[], Any]:
    template, context = _compiled(source * 100), Context({"word": "Add"})
    return lambda: template.render(context)


def _compiled(source: str) -> Any:
    return engines["django"].from_string(CottonCompiler().process(source)).template


def best_of_each(acts: Sequence[Callable[[], Any]], times: int, rounds: int = 12) -> list[float]:
    """Seconds of each act in the best of its rounds, taken in turns: other programs only ever make it slower."""
    best = [float("inf")] * len(acts)
    for _ in range(rounds):
        for number, act in enumerate(acts):
            began = time.perf_counter()
            for _ in range(times):
                act()
            best[number] = min(best[number], (time.perf_counter() - began) / times)
    return best
