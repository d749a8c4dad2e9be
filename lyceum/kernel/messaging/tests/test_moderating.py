"""What the organisation's words hold back, and what is reported, waits for a moderator; nobody else's is looked at."""

import pytest

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.actions.message_reporting import report_message
from lyceum.kernel.messaging.actions.moderating import dismiss_reports, refuse_message, release_message
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Conversation, ConversationRules, MessageReport, Reason
from lyceum.kernel.messaging.queries.conversation import conversations_for
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.moderation import moderation_queue, waiting_count
from lyceum.kernel.messaging.queries.thread import changes_since, thread
from lyceum.kernel.messaging.queries.unread import unread_messages
from lyceum.kernel.messaging.rules.ruling import MEGABYTE, Ruling
from lyceum.kernel.messaging.tests.talk import between, said


@pytest.fixture
def held(world: World) -> tuple[Conversation, MessageView]:
    change_rules(world.owner, Ruling(held_words=("idiot",)))
    conversation = between(world, Role.STUDENT, Role.TEACHER)
    return conversation, said(world.student, conversation, "Quel idiot !")


@pytest.mark.wish("I9")
def test_a_word_of_the_list_holds_a_message_back(world: World, held: tuple[Conversation, MessageView]) -> None:
    conversation, message = held
    assert message.held == "waiting"
    for caller, seen in ((world.student, 1), (world.teacher, 0)):
        assert len(thread(caller, conversation.id).items) == seen
        assert len(changes_since(caller, conversation.id, 0).items) == seen
    assert changes_since(world.teacher, conversation.id, 0).cursor == 1
    assert (unread_messages(world.teacher), conversations_for(world.teacher).items[0].last) == (0, None)
    assert [(q.message.id, q.held_words) for q in moderation_queue(world.owner)] == [(message.id, "idiot")]


def test_a_released_message_is_the_newest_for_all(world: World, held: tuple[Conversation, MessageView]) -> None:
    conversation, message = held
    between_them = said(world.teacher, conversation, "Bonjour ?")
    for _ in range(2):
        released = release_message(world.owner, message.id)
    assert (released.held, released.position, released.change) == ("", 3, 3)
    for caller in (world.student, world.teacher):
        assert [m.id for m in thread(caller, conversation.id).items] == [between_them.id, message.id]
    assert [m.id for m in changes_since(world.teacher, conversation.id, 2).items] == [message.id]
    assert (unread_messages(world.teacher), moderation_queue(world.owner)) == (1, [])


def test_a_refused_message_is_read_by_its_author_alone(world: World, held: tuple[Conversation, MessageView]) -> None:
    conversation, message = held
    for _ in range(2):
        refused = refuse_message(world.owner, message.id)
    assert (refused.held, refused.change) == ("refused", 2)
    assert [m.held for m in thread(world.student, conversation.id).items] == ["refused"]
    assert thread(world.teacher, conversation.id).items == []
    assert moderation_queue(world.owner) == []


def test_what_others_have_read_is_not_changed_into_what_would_be_held(world: World) -> None:
    change_rules(world.owner, Ruling(held_words=("idiot",)))
    message = said(world.student, between(world, Role.STUDENT, Role.TEACHER), "Bonjour")
    with pytest.raises(Invalid, match="moderator"):
        edit_message(world.student, message.id, "idiot")


def test_a_held_message_can_be_taken_back(world: World, held: tuple[Conversation, MessageView]) -> None:
    conversation, message = held
    delete_message(world.student, message.id)
    assert (moderation_queue(world.owner), thread(world.teacher, conversation.id).items) == ([], [])
    assert release_message(world.owner, message.id).deleted is True


@pytest.mark.wish("I14")
def test_a_report_brings_a_message_before_a_moderator_and_nothing_else(world: World) -> None:
    conversation = between(world)
    before, message = said(world.teacher, conversation, "Avant"), said(world.teacher, conversation, "Insulte")
    for note in ("Regardez", "Encore"):
        report_message(world.student, message.id, Reason.HURTFUL, note)
    [question] = moderation_queue(world.owner)
    assert (question.message.body, question.conversation) == ("Insulte", "direct")
    assert [(r.name, r.reason, r.note) for r in question.reports] == [("Student Lycée Ampère", "hurtful", "Regardez")]
    for act in (release_message, refuse_message, dismiss_reports):
        with pytest.raises(NotFound):
            act(world.owner, before.id)
    with pytest.raises(NotFound):
        thread(world.owner, conversation.id)


def test_a_reported_message_is_taken_away_from_all(world: World) -> None:
    conversation = between(world)
    message = said(world.teacher, conversation, "Insulte")
    edit_message(world.teacher, message.id, "Injure")
    report_message(world.student, message.id, Reason.HURTFUL)
    assert [v.body for v in moderation_queue(world.owner)[0].versions] == ["Insulte"]
    gone = refuse_message(world.owner, message.id)
    assert (gone.body, gone.deleted, gone.held) == ("", True, "")
    assert [m.deleted for m in thread(world.student, conversation.id).items] == [True]
    assert (waiting_count(world.owner), MessageReport.objects.exclude(settled_at=None).count()) == (0, 1)


def test_a_dismissed_report_leaves_the_message(world: World) -> None:
    message = said(world.teacher, between(world), "Rien de grave")
    report_message(world.student, message.id, Reason.OTHER)
    for _ in range(2):
        dismiss_reports(world.owner, message.id)
    assert waiting_count(world.owner) == 0
    assert Announcement.objects.filter(kind="messaging.reports_dismissed").count() == 1
    assert thread(world.student, message.conversation_id).items[0].body == "Rien de grave"


def test_one_reports_what_others_wrote_and_one_may_read(world: World) -> None:
    message = said(world.teacher, between(world))
    for who, fault in (("teacher", Invalid), ("owner", NotFound), ("stranger", NotFound)):
        with pytest.raises(fault):
            report_message(getattr(world, who), message.id, Reason.OTHER)
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert MessageReport.objects.count() == 0


def test_only_moderators_judge_and_set_rules(world: World, held: tuple[Conversation, MessageView]) -> None:
    teacher, id = world.teacher, held[1].id
    for attempt in (
        lambda: release_message(teacher, id),
        lambda: refuse_message(teacher, id),
        lambda: dismiss_reports(teacher, id),
        lambda: moderation_queue(teacher),
        lambda: change_rules(teacher, Ruling()),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert ruling_of(teacher).held_words == ("idiot",)


@pytest.mark.parametrize(
    ("ruling", "field"),
    [
        (Ruling(held_words=("x" * 61,)), "held_words"),
        (Ruling(held_words=("",)), "held_words"),
        (Ruling(attachments=frozenset({"films"})), "attachments"),
        (Ruling(largest_attachment=26 * MEGABYTE), "largest_attachment"),
    ],
)
def test_impossible_rules_are_refused(world: World, ruling: Ruling, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        change_rules(world.owner, ruling)
    assert (list(refused.value.fields), ConversationRules.objects.count()) == ([field], 0)


def test_the_same_rules_again_change_nothing(world: World) -> None:
    ruling = Ruling(held_words=("idiot",), openings={Role.STUDENT: frozenset({Role.TEACHER})})
    for _ in range(2):
        assert change_rules(world.owner, ruling) == ruling_of(world.owner) == ruling
    [fact] = Announcement.objects.filter(kind="messaging.conversation_rules_changed")
    assert fact.payload == {"fields": ["held_words", "openings"]}
