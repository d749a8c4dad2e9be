"""Conversations are opened, or found: asking twice gives the same; the rules say with whom."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import Contributions
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, NotFound, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of
from lyceum.kernel.messaging.actions.blocking import block_person, unblock_person
from lyceum.kernel.messaging.actions.forgetting import forget_writings
from lyceum.kernel.messaging.actions.opening import open_about, open_direct, open_group, open_support
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Conversation, Kind, Participant
from lyceum.kernel.messaging.queries.conversation import conversation_shown, conversations_for
from lyceum.kernel.messaging.rules.ruling import Ruling
from lyceum.kernel.messaging.tests.talk import between, said

PATH = UUID(int=7)


def people_in(conversation: Conversation) -> set[UUID]:
    return set(Participant.objects.present().filter(conversation=conversation).values_list("person_id", flat=True))


@pytest.mark.wish("I9", "I15")
def test_two_people_have_one_conversation_whoever_asks(world: World) -> None:
    first = between(world, Role.TEACHER, Role.STUDENT)
    assert [between(world, Role.STUDENT, Role.TEACHER), between(world)] == [first, first]
    two = {world.members[Role.TEACHER].person_id, world.members[Role.STUDENT].person_id}
    assert (first.kind, people_in(first)) == (Kind.DIRECT, two)
    assert Announcement.objects.filter(kind="messaging.conversation_opened").count() == 1


@pytest.mark.wish("I9")
def test_the_database_lets_no_third_into_a_conversation_of_two(world: World) -> None:
    conversation = between(world)
    coach = world.members[Role.COACH].person
    place = {"organisation": world.ampere, "conversation": conversation, "joined_at": timezone.now()}
    with pytest.raises(IntegrityError, match="a third person"), transaction.atomic():
        Participant.objects.create(person=coach, **place)
    with pytest.raises(IntegrityError, match="a third person"), transaction.atomic():
        Participant.objects.filter(conversation=conversation).update(person=coach)
    low, high = sorted((coach.id, world.teacher.person_id))
    for key in ("direct:nobody", f"direct:{low}:{low}", f"direct:{high}:{low}"):
        with pytest.raises(IntegrityError, match="conversation_of_two"), transaction.atomic():
            Conversation.objects.create(organisation=world.ampere, kind=Kind.DIRECT, key=key)


def test_what_two_said_outlives_one_of_them_and_is_never_anybody_elses(world: World) -> None:
    conversation, coach = between(world, Role.TEACHER, Role.STUDENT), world.members[Role.COACH].person
    forget_writings(world.ampere.id, world.members[Role.STUDENT].person_id)
    conversation.refresh_from_db()
    assert conversation.key == f"left:{conversation.id}"
    place = {"organisation": world.ampere, "conversation": conversation, "joined_at": timezone.now()}
    with pytest.raises(IntegrityError, match="a third person"), transaction.atomic():
        Participant.objects.create(person=coach, **place)
    assert between(world, Role.TEACHER, Role.STUDENT) != conversation


@pytest.mark.wish("I7")
def test_about_a_thing_the_two_have_a_conversation_of_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(world, monkeypatch)
    teacher, student = world.teacher, world.members[Role.STUDENT]
    plain, about = open_direct(teacher, student.person_id), open_direct(teacher, student.person_id, ("test:path", PATH))
    assert plain != about
    assert open_direct(teacher, student.person_id, ("test:path", PATH)) == about
    shown = conversation_shown(teacher, about.id)
    assert (shown.subject, shown.about and shown.about.title) == ("La Renaissance", "La Renaissance")
    owner = world.members[Role.OWNER].person_id
    with pytest.raises(NotFound):
        open_direct(world.student, owner, ("test:path", UUID(int=8)))


@pytest.mark.wish("I7")
def test_the_people_of_a_thing_talk_about_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people = _stand_in(world, monkeypatch)
    conversation = open_about(world.teacher, "test:path", PATH)
    assert (conversation.kind, people_in(conversation)) == (Kind.GROUP, people)
    assert conversations_for(world.teacher).items == []  # until somebody writes
    said(world.teacher, conversation)
    assert [row.id for row in conversations_for(world.teacher).items] == [conversation.id]
    people.add(world.members[Role.COACH].person_id)
    assert open_about(caller_of(world.members[Role.COACH]), "test:path", PATH) == conversation
    assert people_in(conversation) == people
    with pytest.raises(NotFound):
        open_about(world.owner, "test:path", PATH)


def _stand_in(world: World, monkeypatch: pytest.MonkeyPatch) -> set[UUID]:
    people = {world.members[role].person_id for role in (Role.TEACHER, Role.STUDENT)}

    def card(caller: Caller, id: UUID) -> Card | None:
        return Card("La Renaissance", f"/paths/{id}/", "book", "Path") if id == PATH else None

    room = Contributions(cards={"test:path": card}, people={"test:path": lambda caller, id: people})
    rooms = registry.rooms() | {"test": room}
    monkeypatch.setattr(registry, "rooms", lambda: rooms)
    return people


def test_whoever_is_in_a_group_opens_its_conversation(world: World) -> None:
    conversation = open_group(world.student, world.group.id)
    assert (conversation.title, people_in(conversation)) == ("6e B", {world.members[Role.STUDENT].person_id})
    assert open_group(world.student, world.group.id) == conversation
    with pytest.raises(NotFound):
        open_group(world.teacher, world.group.id)


@pytest.mark.wish("I3")
def test_support_is_whoever_helps(world: World) -> None:
    conversation = open_support(world.student)
    asking, helping = world.members[Role.STUDENT].person_id, world.members[Role.SUPPORT].person_id
    assert (conversation.kind, people_in(conversation)) == (Kind.SUPPORT, {asking, helping})
    assert open_support(world.student) == conversation
    titles = [conversations_for(caller).items[0].title for caller in (world.student, world.as_role(Role.SUPPORT))]
    assert titles == ["Support", "Support for Student Lycée Ampère"]
    with pytest.raises(Invalid):
        open_support(world.as_role(Role.SUPPORT))


def test_nobody_talks_alone_nor_with_another_organisation(world: World) -> None:
    faults: list[type[Refusal]] = []
    for other in (world.members[Role.STUDENT].person_id, world.foreigners[Role.COACH].person_id):
        try:
            open_direct(world.student, other)
        except Refusal as refusal:
            faults.append(type(refusal))
    assert faults == [Invalid, NotFound]
    assert Conversation.objects.count() == 0


@pytest.mark.wish("I9")
def test_the_organisation_says_who_may_begin(world: World) -> None:
    change_rules(world.owner, Ruling(openings={Role.STUDENT: frozenset({Role.TEACHER})}))
    with pytest.raises(NotAllowed, match="first to write"):
        between(world, Role.STUDENT, Role.COACH)
    begun = between(world, Role.COACH, Role.STUDENT)
    assert between(world, Role.STUDENT, Role.COACH) == begun
    assert said(world.student, begun).body == "Bonjour"


@pytest.mark.wish("I9")
@pytest.mark.parametrize("blocker", [Role.TEACHER, Role.STUDENT])
def test_nothing_passes_between_two_of_whom_one_has_blocked_the_other(world: World, blocker: Role) -> None:
    conversation = between(world)
    other = Role.STUDENT if blocker == Role.TEACHER else Role.TEACHER
    for _ in range(2):
        block_person(world.as_role(blocker), world.members[other].person_id)
    for role in (Role.TEACHER, Role.STUDENT):
        with pytest.raises(NotAllowed):
            said(world.as_role(role), conversation)
    unblock_person(world.as_role(blocker), world.members[other].person_id)
    assert said(world.as_role(other), conversation).position == 1


def test_a_list_of_four_asks_no_more_than_a_list_of_two(world: World) -> None:
    counts = []
    for roles in ((Role.TEACHER,), (Role.COACH, Role.OWNER)):
        for role in roles:
            said(world.as_role(role), between(world, role, Role.STUDENT))
        open_support(world.student)
        student = world.student
        with CaptureQueriesContext(connection) as asked:
            listed = conversations_for(student).items
        counts.append((len(listed), len(asked)))
    assert counts == [(2, 3), (4, 3)]
