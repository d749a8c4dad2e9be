"""Who is who in the demo: people by name, organisations by address, and the callers that they are."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.caller import Caller, Individual, Origin
from lyceum.kernel.identity.demo.script import Script, email_of, scripts
from lyceum.kernel.identity.models import Group, Membership, Organisation, Person
from lyceum.kernel.identity.queries.caller import caller_for

AT_HOME = Origin("192.0.2.0/24", "Firefox on Linux", "demo")
_NEXT = """
    UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = (
        SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
    ) RETURNING task_name, queue_name, args
"""


@dataclass(slots=True)
class Cast:
    """``started``: the moment from which all days are counted back."""

    started: datetime = field(default_factory=timezone.now)
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    @property
    def scripts(self) -> tuple[Script, ...]:
        return scripts()

    def day(self, days_ago: float, hour: int = 9, minute: int = 0) -> datetime:
        """That day at that hour of the clock; never later than now for a day that is not in the future."""
        moment = (self.started - timedelta(days=days_ago)).replace(hour=hour, minute=minute, second=7, microsecond=0)
        return moment if days_ago < 0 else min(moment, self.started - timedelta(minutes=20))

    @contextmanager
    def acting(
        self, days_ago: float, hour: int = 9, minute: int = 0, *, quietly: bool = False, with_mail: bool = False
    ) -> Iterator[None]:
        """What is done inside, and what follows from it, happened on that day. ``quietly``: nothing follows.

        Mail that would long have been read is not even written, unless somebody may want to see it in the outbox.
        """
        with at(self.day(days_ago, hour, minute)):
            yield
            if quietly:
                _drop_jobs()
            else:
                _run_jobs(with_mail=with_mail)

    def person(self, name: str, script: Script) -> Person:
        """Made on the first call."""
        self.people_of([name], script)
        return self.people[name]

    def people_of(self, names: list[str], script: Script) -> None:
        """Those of them who are not there yet."""
        missing = [name for name in names if name not in self.people]
        self._make([Person(name=name, language=script.language, time_zone=script.time_zone) for name in missing])

    def operator(self, name: str) -> None:
        """Whoever runs the installation, and belongs to no organisation."""
        with self.acting(67):
            self._make([Person(name=name, language="fr", is_operator=True)])

    def _make(self, people: list[Person]) -> None:
        """With a proved address and no password: the demo signs in by a click."""
        for person in people:
            person.email = email_of(person.name)
            person.set_unusable_password()
        Person.objects.bulk_create(people)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
        )
        self.people |= {person.name: person for person in people}

    def individual(self, name: str, origin: Origin = AT_HOME) -> Individual:
        """On their own, outside every organisation; enters that scope."""
        person = self.people[name]
        scope.enter(None, person.id)
        return Individual(person.id, person.language, person.time_zone, person.is_operator, origin=origin)

    def caller(self, name: str, slug: str) -> Caller:
        """A member, as their next request would find them; enters their scope."""
        person = self.people[name]
        caller = caller_for(person, self.organisations[slug], AT_HOME, person.language)
        if not isinstance(caller, Caller):
            raise LookupError(f"{name} is not a member of {slug}")
        return caller

    def members(self, slug: str) -> dict[str, Membership]:
        with scope.entered(self.organisations[slug].id):
            rows = Membership.objects.filter(organisation=self.organisations[slug]).select_related("person")
            return {member.person.name: member for member in rows}

    def groups(self, slug: str) -> dict[str, Group]:
        with scope.entered(self.organisations[slug].id):
            return {group.name: group for group in Group.objects.filter(organisation=self.organisations[slug])}


def _run_jobs(*, with_mail: bool) -> None:
    """Run what was deferred, as a worker would: inside ``at(…)`` its effects are dated there, too."""
    while job := _next_job():
        name, queue, arguments = job
        if with_mail or queue != "mail":
            app.tasks[name].func(**arguments)


def _drop_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo'")


def _next_job() -> tuple[str, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        row = cursor.fetchone()
    if row is None:
        return None
    name, queue, arguments = row
    return name, queue, json.loads(arguments) if isinstance(arguments, str) else arguments
