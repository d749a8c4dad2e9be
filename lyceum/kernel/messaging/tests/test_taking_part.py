"""One's place in a conversation, and who has one: marks of reading, drafts, notifications, groups that change."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.interface.live import full_name, heard_by, topics
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.group import place_member, take_out
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.attending import keep_draft, mute_conversation, read_conversation
from lyceum.kernel.messaging.actions.joining import follow_group, follow_person
from lyceum.kernel.messaging.actions.opening import open_group, open_support
from lyceum.kernel.messaging.interface import live
from lyceum.kernel.messaging.models import Participant
from lyceum.kernel.messaging.queries.conversation import conversation_shown
from lyceum.kernel.messaging.queries.thread import thread
from lyceum.kernel.messaging.queries.unread import unread_messages
from lyceum.kernel.messaging.tests.talk import between, said
from lyceum.kernel.messaging.tests.test_opening import people_in
from lyceum.kernel.notifications.models import Notification


def test_reading_goes_forwards_only_and_no_further_than_there_is(world: World) -> None:
    conversation = between(world)
    for _ in range(3):
        said(world.teacher, conversation)
    reached = [read_conversation(world.student, conversation.id, position) for position in (2, 1, 99)]
    assert reached == [2, 2, 3]
    positions = {p.name.split()[0]: p.read_position for p in conversation_shown(world.teacher, conversation.id).people}
    assert positions == {"Teacher": 0, "Student": 3}


def test_a_draft_waits_for_its_author_alone(world: World) -> None:
    conversation = between(world)
    keep_draft(world.student, conversation.id, "Je voulais")
    drafts = [conversation_shown(caller, conversation.id).draft for caller in (world.student, world.teacher)]
    assert drafts == ["Je voulais", ""]
    with pytest.raises(Invalid):
        keep_draft(world.student, conversation.id, "x" * 4001)
    with pytest.raises(NotFound):
        keep_draft(world.owner, conversation.id, "x")


@pytest.mark.wish("I12", "I13")
def test_one_notification_until_it_is_read_and_then_the_next(world: World, run_jobs: Callable[[], int]) -> None:
    conversation = between(world)
    for step in (1, 2):
        for _ in range(2):
            said(world.teacher, conversation)
        run_jobs()
        world.student  # noqa: B018  enters the scope of the organisation again
        told = Notification.objects.filter(kind="messaging.message_received")
        assert [n.person_id for n in told] == [world.members[Role.STUDENT].person_id] * step
        read_conversation(world.student, conversation.id, 2 * step)
        assert told.filter(read_at=None).count() == 0


def test_nobody_is_told_of_what_they_have_read_or_muted(world: World, run_jobs: Callable[[], int]) -> None:
    conversation, other = between(world), between(world, Role.TEACHER, Role.COACH)
    said(world.teacher, conversation)
    read_conversation(world.student, conversation.id, 1)
    mute_conversation(world.as_role(Role.COACH), other.id)
    said(world.teacher, other)
    assert unread_messages(world.as_role(Role.COACH)) == 0
    run_jobs()
    world.student  # noqa: B018  enters the scope of the organisation again
    assert Notification.objects.filter(kind="messaging.message_received").count() == 0
    mute_conversation(world.as_role(Role.COACH), other.id, on=False)
    assert unread_messages(world.as_role(Role.COACH)) == 1


def test_a_conversation_follows_its_group(world: World, run_jobs: Callable[[], int]) -> None:
    conversation, athlete = open_group(world.student, world.group.id), world.members[Role.ATHLETE]
    said(world.student, conversation, "Salut")
    place_member(world.owner, world.group.id, athlete.id)
    run_jobs()
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert people_in(conversation) == {world.members[Role.STUDENT].person_id, athlete.person_id}
    seen = thread(world.as_role(Role.ATHLETE), conversation.id).items
    assert [(m.kind, m.system, m.body) for m in seen] == [("text", "", "Salut"), ("system", "joined", "")]
    assert unread_messages(world.as_role(Role.ATHLETE)) == 0
    take_out(world.owner, world.group.id, athlete.id)
    run_jobs()
    with pytest.raises(NotFound):
        thread(world.as_role(Role.ATHLETE), conversation.id)


def test_who_is_suspended_takes_part_in_no_group_and_comes_back_to_their_place(world: World) -> None:
    conversation, member = open_group(world.student, world.group.id), world.members[Role.STUDENT]
    said(world.student, conversation)
    for suspended, present in ((timezone.now(), 0), (None, 1)):
        member.suspended_at = suspended
        member.save()
        follow_person(world.visitor, member.person_id)
        assert Participant.objects.present().filter(conversation=conversation).count() == present
    follow_group(world.visitor, world.group.id)
    assert Participant.objects.filter(conversation=conversation).count() == 1


def test_who_helps_from_now_on_takes_part_in_support(world: World) -> None:
    conversation, coach = open_support(world.student), world.members[Role.COACH]
    coach.roles = [Role.COACH, Role.SUPPORT]
    coach.save()
    follow_person(world.visitor, coach.person_id)
    assert coach.person_id in people_in(conversation)


@pytest.mark.wish("I8")
def test_one_hears_ones_own_conversations_and_no_others(world: World) -> None:
    conversation = between(world)
    topic = f"conversation:{conversation.id}"
    heard = {}
    for who in ("teacher", "student", "owner", "stranger"):
        caller = getattr(world, who)
        heard[who] = (heard_by(caller, topic), topic in (heard_by(caller, full_name(caller, "conversations")) or ()))
    both, none = (frozenset({topic}), True), (None, False)
    assert heard == {"teacher": both, "student": both, "owner": none, "stranger": none}
    assert heard_by(world.teacher, "conversation:nonsense") is None
    assert live.CONVERSATIONS in topics
