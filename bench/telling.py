"""A school of a hundred that is told: how fast it is planned, and what comes of it while workers die."""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection

from bench import figures
from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.workflow import LIVE_FIRST
from lyceum.kernel.identity.models import Membership, Organisation, Person
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.models import Delivery, Device, Notification, OutboxMessage, Run, State
from lyceum.project.settings import database_url
from lyceum.project.tests.telling import CHANNELS, KIND, Workers, deliver_twice, is_done, progress, wait_until

PEOPLE = 100
KILLS = 20
PATIENCE = 1800.0  # seconds
_BARE = (
    "INSERT INTO notifications_notification (id, created_at, organisation_id, person_id, kind, key, thread, count, "
    "about, path, in_centre) VALUES (%s, now(), %s, %s, 'bench.bare', %s, '', 1, '{}', '', true)"
)


@dataclass(frozen=True, slots=True)
class School:
    organisation_id: UUID
    people: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Rush:
    """``doubled``, ``lost``: against what was to be expected. ``again``: claimed anew after their worker's death."""

    seconds: float
    killed: int
    notifications: int
    messages: int
    doubled: int
    lost: int
    again: int


def gathered() -> School:
    """A school of a hundred, new for each run."""
    organisation = Organisation.objects.create(slug=f"b{uuid4().hex[:12]}", name="Lycée des Cent")
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", email=f"{number}@{organisation.slug}.example") for number in range(PEOPLE)
    )
    with scope.entered(organisation.id):
        Membership.objects.bulk_create(
            Membership(organisation=organisation, person=person, roles=["student"], sort_key=person.name)
            for person in people
        )
    for person in people:
        Device.objects.create(person=person, endpoint=f"https://push.example/{person.id}", p256dh="p", auth="a")
    return School(organisation.id, [person.id for person in people])


def planned(school: School, owner_url: str, seconds: float) -> dict[str, float]:
    """Notifications a second, of one process: written with their runs, steps, deliveries and jobs."""
    usual = registry.notification_kinds()
    usual[KIND] = replace(usual[KIND], channels=CHANNELS)
    one, many = school.people[:1], school.people
    rates = {"bare": _bare(school, owner_url, seconds)}
    with scope.entered(school.organisation_id):
        rates["one"] = per_second(lambda: _tell(school, one), seconds)
        rates["many"] = per_second(lambda: _tell(school, many), seconds) * len(many)
        usual[KIND] = replace(usual[KIND], workflow=LIVE_FIRST)
        rates["live first"] = per_second(lambda: _tell(school, one), seconds)
        with connection.cursor() as cursor:  # none of these is to be sent
            cursor.execute("DELETE FROM procrastinate_jobs")
        Notification.objects.filter(organisation=school.organisation_id).delete()
    return rates


def _tell(school: School, people: Sequence[UUID]) -> None:
    notify(school.organisation_id, KIND, people, key=uuid4(), path="/today/")


def _bare(school: School, owner_url: str, seconds: float) -> float:
    """One row and one NOTIFY in a transaction, through psycopg alone."""
    with psycopg.connect(owner_url) as bare:

        def write() -> None:
            bare.execute(_BARE, [uuid4(), school.organisation_id, school.people[0], str(uuid4())])
            bare.execute("SELECT pg_notify('lyceum_live', '{}')")
            bare.commit()

        return per_second(write, seconds)


def per_second(act: Callable[[], Any], seconds: float) -> float:
    act()
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        act()
        count += 1
    return count / (time.perf_counter() - began)


def rushed(school: School, many: int) -> Rush:
    """Every fact delivered twice, and a worker killed every few seconds until all is done."""
    chance = random.Random(5)
    facts = [(number, [str(chance.choice(school.people))]) for number in range(many)]
    deliver_twice(school.organisation_id, facts)
    workers = Workers(os.environ.get("DATABASE_URL") or database_url())
    began = time.perf_counter()
    workers.start()
    try:
        for kills in range(KILLS):
            done = many * chance.uniform(kills, kills + 1) / (KILLS + 1)
            wait_until(lambda done=done: progress(school.organisation_id) >= done, PATIENCE)
            workers.kill_one()
            say(f"{workers.killed} workers killed, {progress(school.organisation_id)} messages sent")
        wait_until(lambda: is_done(school.organisation_id), PATIENCE)
        return _judged(school, facts, workers.killed, time.perf_counter() - began)
    finally:
        workers.stop()


def _judged(school: School, facts: Sequence[tuple[int, Sequence[str]]], killed: int, seconds: float) -> Rush:
    expected = Counter(
        (person, f"fact-{number}", channel) for number, people in facts for person in people for channel in CHANNELS
    )
    found: Counter[tuple[str, str, str]] = Counter()
    with scope.entered(school.organisation_id):
        rows = Delivery.objects.filter(state=State.SENT)
        sent = {str(pk): about for pk, *about in rows.values_list("id", "person_id", "notification__key", "channel")}
        for person, key in Notification.objects.filter(in_centre=True).values_list("person_id", "key"):
            found[str(person), key, "in_app"] += 1
        again = rows.filter(attempts__gt=1).count()
        under_way = Run.objects.exclude(next_at=None).count()
    for message_id in OutboxMessage.objects.values_list("message_id", flat=True):
        person, key, channel = sent.get(message_id.partition(":")[0], ("nobody", message_id, ""))
        found[str(person), key, channel] += 1
    OutboxMessage.objects.all().delete()
    lost = sum((expected - found).values()) + under_way
    return Rush(seconds, killed, len(facts), len(sent), sum((found - expected).values()), lost, again)


def report(rates: dict[str, float], rush: Rush, load: float, took: float) -> str:
    bare = rates["bare"]
    rows = [
        (name, f"{rates[key]:.0f}", f"1 : {bare / rates[key]:.1f}")
        for name, key in (
            ("to one person", "one"),
            ("to a hundred people by one fact", "many"),
            ("to one person, live first, with a wait", "live first"),
        )
    ]
    return "\n\n".join(
        [
            "## Notifications: `bin/bench notifications`",
            f"{figures.machine()}, shared with others: {load:.1f} wanted the cores when it began. The run took "
            f"{took / 60:.0f} minutes.",
            figures.table(
                ["planned, with run, steps, messages and jobs", "notifications/s, one process", "bare : ours"],
                [("bare: one INSERT and one NOTIFY in a transaction", f"{bare:.0f}", "1"), *rows],
            ),
            figures.table(
                [f"{rush.notifications:,} facts, each delivered twice; workers killed at random", "figure"],
                [
                    ("workers killed (`kill -9`, two at work)", rush.killed),
                    ("pushes sent", f"{rush.messages:,}"),
                    ("notifications and pushes lost", rush.lost),
                    ("notifications and pushes doubled", rush.doubled),
                    ("pushes taken up again after their worker's death", rush.again),
                    ("seconds until all was done", f"{rush.seconds:.0f}"),
                    ("pushes a second, deaths and new starts included", f"{rush.messages / rush.seconds:.0f}"),
                ],
            ),
        ]
    )


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)
