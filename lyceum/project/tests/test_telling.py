"""Exactly one notification per fact, person and channel, whoever repeats it and whoever dies."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Delivery, Device, Notification, OutboxMessage, Run, State
from lyceum.project.settings import database_url
from lyceum.project.tests.telling import Workers, deliver_twice, is_done, progress, wait_until

FACTS, KILLS = 150, 5
ROLES = (Role.STUDENT, Role.COACH, Role.TEACHER, Role.OWNER)


@pytest.fixture
def workers() -> Iterator[Workers]:
    started = Workers(_url_of_the_test_database())
    yield started
    started.stop()


def _url_of_the_test_database() -> str:
    parts = urlsplit(os.environ.get("DATABASE_URL") or database_url())
    netloc = parts.netloc.replace("lyceum_owner", settings.DATABASE_APP_ROLE)
    return parts._replace(netloc=netloc, path=f"/{connection.settings_dict['NAME']}").geturl()


@pytest.mark.wish("J9", "J11")
@pytest.mark.django_db(transaction=True)
def test_facts_told_twice_to_workers_that_are_killed_reach_each_person_once_by_each_channel(
    workers: Workers,
) -> None:
    world = World()
    people = [world.members[role].person_id for role in ROLES]
    for person in people:
        Device.objects.create(person_id=person, endpoint=f"https://push.example.org/{person}", p256dh="p", auth="a")
    facts = [(number, [str(person) for person in random.sample(people, 2)]) for number in range(FACTS)]
    deliver_twice(world.ampere.id, facts)
    workers.start()
    for kills in range(KILLS):
        done = 2 * 2 * FACTS * random.uniform(kills, kills + 1) / (KILLS + 1)
        wait_until(lambda done=done: progress(world.ampere.id) >= done)
        workers.kill_one()
    wait_until(lambda: is_done(world.ampere.id))
    expected = Counter((person, f"fact-{number}") for number, chosen in facts for person in chosen)
    with scope.entered(world.ampere.id):
        told = Notification.objects.values_list("person_id", "key")
        assert Counter((str(person), key) for person, key in told) == expected
        sent = Delivery.objects.values_list("person_id", "notification__key", "channel", "state")
        assert Counter((str(person), key, channel, state) for person, key, channel, state in sent) == Counter(
            (*fact, channel, State.SENT) for fact in expected for channel in ("email", "push")
        )
        ids = {str(pk) for pk in Delivery.objects.values_list("id", flat=True)}
        assert Run.objects.filter(next_at=None).count() == len(expected)
    kept = OutboxMessage.objects.values_list("message_id", flat=True)
    assert Counter(message.partition(":")[0] for message in kept) == Counter(ids)
    assert workers.killed == KILLS
