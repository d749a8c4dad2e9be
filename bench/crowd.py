"""A school of 5,000, always the same: 200 of staff, 100 classes, half a year of notices, what was told and read."""

import random
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, GroupMembership, Membership, Organisation, Person
from lyceum.kernel.messaging.models import Notice, NoticeRead
from lyceum.kernel.notifications.models import Notification
from lyceum.kernel.search.actions.indexing import reindex

SLUG, PEOPLE, STAFF, CLASSES, NOTICES = "bench", 5_000, 200, 100, 300
PASSWORD = "a long enough pass phrase"
_FIRST = (
    "Ada Benoît Chloé David Élise Farid Gaël Hana Inès Jonas Karim Lina Maël Noor Omar Paul Rosa Sami Tess Yann".split()
)
_LAST = "Adler Bernard Costa Dupont Evans Faure Garnier Haddad Ito Jansen Klein Lopez Moreau Novak Okafor Petit".split()
_WORDS = (
    "cours salle lundi devoir sortie réunion examen lecture projet groupe match atelier rendu note visite car".split()
)


def gathered() -> Organisation:
    """Made on the first call; the same afterwards."""
    found = Organisation.objects.filter(slug=SLUG).first()
    if found is None:
        found = Organisation.objects.create(slug=SLUG, name="Lycée des Cinq Mille", language="fr", domains=["learning"])
        with scope.entered(found.id):
            _fill(found, random.Random(5))
            reindex(found.id)
    return found


def _fill(organisation: Organisation, chance: random.Random) -> None:
    people = _people(chance)
    members = [
        Membership(
            organisation=organisation, person=person, roles=[_role(number)], sort_key=normal(f"{person.name} {number}")
        )
        for number, person in enumerate(people)
    ]
    Membership.objects.bulk_create(members, batch_size=1000)
    groups = Group.objects.bulk_create(
        Group(organisation=organisation, name=f"Classe {number:03}", sort_key=f"classe {number:03}")
        for number in range(CLASSES)
    )
    GroupMembership.objects.bulk_create(_places(organisation, members, groups), batch_size=1000)
    _write_notices(organisation, people, groups, chance)


def _people(chance: random.Random) -> list[Person]:
    password = make_password(PASSWORD)
    people = [
        Person(
            name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
            email=f"person{number}@bench.example",
            language="fr" if number % 3 else "en",
            password=password,
        )
        for number in range(PEOPLE)
    ]
    Person.objects.bulk_create(people, batch_size=1000)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people),
        batch_size=1000,
    )
    return people


def _role(number: int) -> str:
    if number == 0:
        return Role.OWNER
    return Role.TEACHER if number < STAFF else Role.STUDENT


def _places(organisation: Organisation, members: list[Membership], groups: list[Group]) -> Any:
    for number, member in enumerate(members[1:]):
        yield GroupMembership(
            organisation=organisation, group=groups[number % CLASSES], membership=member, leads=number < STAFF
        )


def _write_notices(
    organisation: Organisation, people: list[Person], groups: list[Group], chance: random.Random
) -> None:
    """A third is for everyone, the rest for one class each; of the last sixty, people were told."""
    now = timezone.now()
    notices = [
        Notice(
            organisation=organisation,
            author=people[1 + number % (STAFF - 1)],
            title=" ".join(chance.choices(_WORDS, k=4)).capitalize(),
            body="\n\n".join(" ".join(chance.choices(_WORDS, k=40)) + "." for _ in range(3)),
            audience=[] if number % 3 == 0 else [f"group:{groups[number % CLASSES].id}"],
            published_at=now - timedelta(hours=14 * (NOTICES - number)),
        )
        for number in range(NOTICES)
    ]
    Notice.objects.bulk_create(notices)
    told, read = [], []
    for notice in notices[-60:]:
        for person in people[1 :: 1 if not notice.audience else CLASSES]:
            seen = chance.random() < 0.7
            told.append(_told(organisation, notice, person, notice.published_at if seen else None))
            if seen:
                read.append(
                    NoticeRead(organisation=organisation, notice=notice, person=person, read_at=notice.published_at)
                )
    Notification.objects.bulk_create(told, batch_size=2000)
    NoticeRead.objects.bulk_create(read, batch_size=2000)


def _told(organisation: Organisation, notice: Notice, person: Person, read_at: Any) -> Notification:
    return Notification(
        organisation=organisation,
        person=person,
        kind="messaging.notice_published",
        key=str(notice.id),
        about={"notice": str(notice.id)},
        path=f"/notices/{notice.id}/",
        read_at=read_at,
    )
