"""A message: posted once however often it is sent, changed, deleted, marked; and refused in words."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound, TooMany
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions import posting
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.actions.opening import open_direct, open_support
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Conversation, Message, MessageVersion, Reaction
from lyceum.kernel.messaging.queries.conversation import conversation_shown
from lyceum.kernel.messaging.queries.thread import changes_since, thread, versions_of
from lyceum.kernel.messaging.rules.ruling import Ruling
from lyceum.kernel.messaging.tests.talk import between, kept, said


def facts() -> list[str]:
    rows = Announcement.objects.filter(kind__startswith="messaging.").order_by("id")
    return [kind.removeprefix("messaging.") for kind in rows.values_list("kind", flat=True)]


@pytest.mark.wish("I10", "I16")
def test_the_same_message_twice_is_one_message(world: World) -> None:
    conversation, id = between(world), new_identifier()
    first, again = (said(world.teacher, conversation, "Bonjour ", id=id) for _ in range(2))
    assert first == again
    assert (first.position, first.change, first.author and first.author.name) == (1, 1, "Teacher Lycée Ampère")
    assert (Message.objects.count(), facts()) == (1, ["conversation_opened", "people_changed", "message_posted"])


def test_a_repeat_is_one_even_where_the_message_has_changed_since(world: World) -> None:
    conversation, id = between(world), new_identifier()
    said(world.teacher, conversation, "Bonjour", id=id)
    edit_message(world.teacher, id, "Bonsoir")
    assert said(world.teacher, conversation, "Bonjour", id=id).body == "Bonsoir"
    delete_message(world.teacher, id)
    assert said(world.teacher, conversation, "Bonjour", id=id).deleted is True
    assert Message.objects.count() == 1


def test_another_message_under_the_same_id_is_refused(world: World) -> None:
    conversation, other, id = between(world), between(world, Role.TEACHER, Role.COACH), new_identifier()
    said(world.teacher, conversation, "Bonjour", id=id)
    for caller, place, body in (
        (world.teacher, conversation, "Autre chose"),
        (world.student, conversation, "Bonjour"),
        (world.teacher, other, "Bonjour"),
    ):
        with pytest.raises(Conflict):
            said(caller, place, body, id=id)
    assert [row.body for row in Message.objects.all()] == ["Bonjour"]


def test_an_id_of_another_organisation_is_taken_too(world: World) -> None:
    conversation, id = between(world), new_identifier()
    said(world.teacher, conversation, id=id)
    coach = world.foreigners[Role.COACH]
    stranger = world.stranger
    elsewhere = open_direct(stranger, coach.person_id)
    with pytest.raises(Conflict):
        said(stranger, elsewhere, id=id)


@pytest.mark.wish("I9")
@pytest.mark.parametrize("body", ["", "  \n ", "é" * 4001])
def test_a_message_has_some_words_and_not_too_many(world: World, body: str) -> None:
    conversation = between(world)
    with pytest.raises(Invalid) as refused:
        said(world.teacher, conversation, body)
    assert list(refused.value.fields) == ["body"]
    assert (Message.objects.count(), kept(conversation)["position"]) == (0, 0)


@pytest.mark.wish("I9", "I14")
def test_only_those_who_take_part_read_and_write(world: World) -> None:
    conversation = between(world)
    message = said(world.teacher, conversation)
    for who in ("owner", "stranger"):
        for attempt in (
            lambda c: said(c, conversation),
            lambda c: thread(c, conversation.id),
            lambda c: changes_since(c, conversation.id, 0),
            lambda c: edit_message(c, message.id, "x"),
            lambda c: delete_message(c, message.id),
            lambda c: react(c, message.id, "like"),
            lambda c: versions_of(c, message.id),
        ):
            with pytest.raises(NotFound):
                attempt(getattr(world, who))
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert Message.objects.get().body == "Bonjour"


@pytest.mark.wish("I9")
def test_outside_office_hours_one_is_told_when_it_is_possible_again(world: World) -> None:
    change_rules(world.owner, Ruling(office_hours={0: [(time(8), time(18))]}))
    conversation = between(world)
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with at(sunday), translation.override("en"), pytest.raises(NotAllowed, match=r"Monday 23 November, 8 a\.m\."):
        said(world.teacher, conversation)
    with at(sunday + timedelta(days=1)):
        assert said(world.teacher, conversation).position == 1


def test_moderators_and_support_are_not_bound_by_office_hours(world: World) -> None:
    change_rules(world.owner, Ruling(office_hours={0: [(time(8), time(18))]}))
    with at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        assert said(world.owner, between(world, Role.OWNER, Role.STUDENT)).position == 1
        assert said(world.student, open_support(world.student)).position == 1


def test_too_many_messages_in_a_short_time_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "POSTS", {"capacity": 2, "per_seconds": 600})
    conversation = between(world)
    for _ in range(2):
        said(world.teacher, conversation)
    with pytest.raises(TooMany):
        said(world.teacher, conversation)
    assert said(world.student, conversation).position == 3


def test_to_somebody_who_has_left_nobody_writes(world: World) -> None:
    conversation, member = between(world), world.members[Role.STUDENT]
    member.suspended_at = timezone.now()
    member.save()
    with pytest.raises(NotAllowed, match="nobody would read"):
        said(world.teacher, conversation)


def test_an_answer_quotes_what_it_answers(world: World) -> None:
    conversation, elsewhere = between(world), between(world, Role.TEACHER, Role.COACH)
    first = said(world.teacher, conversation, "Qui vient ?")
    answer = said(world.student, conversation, "Moi", reply_to=first.id)
    assert answer.reply_to
    assert (answer.reply_to.id, answer.reply_to.body) == (first.id, "Qui vient ?")
    delete_message(world.teacher, first.id)
    quote = thread(world.student, conversation.id).items[1].reply_to
    assert quote
    assert (quote.author, quote.body) == ("Teacher Lycée Ampère", "")
    with pytest.raises(Invalid):
        said(world.teacher, elsewhere, "Moi aussi", reply_to=first.id)


def test_what_a_message_said_before_is_kept_for_its_author(world: World) -> None:
    conversation = between(world)
    message = said(world.teacher, conversation, "Un")
    for body in ("Deux", "Deux", "Trois"):
        edit_message(world.teacher, message.id, body)
    for _ in range(2):
        gone = delete_message(world.teacher, message.id)
    assert (gone.body, gone.deleted, gone.position, gone.change) == ("", True, 1, 4)
    assert [version.body for version in versions_of(world.teacher, message.id)] == ["Un", "Deux", "Trois"]
    assert versions_of(world.student, message.id) == []
    assert facts()[2:] == ["message_posted", "message_edited", "message_edited", "message_deleted"]


def test_only_its_author_changes_a_message(world: World) -> None:
    message = said(world.teacher, between(world), "Un")
    for attempt in (
        lambda: edit_message(world.student, message.id, "x"),
        lambda: delete_message(world.student, message.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert (Message.objects.get().body, MessageVersion.objects.count()) == ("Un", 0)


def test_marks_are_put_on_and_taken_off_once(world: World) -> None:
    message = said(world.teacher, between(world))
    for caller in (world.student, world.teacher):
        for _ in range(2):
            marked = react(caller, message.id, "like")
    people = [world.members[role].person_id for role in (Role.STUDENT, Role.TEACHER)]
    assert ([(r.mark, r.people) for r in marked.reactions], marked.change) == ([("like", people)], 3)
    for _ in range(2):
        marked = react(world.student, message.id, "like", on=False)
    assert ([(r.mark, r.people) for r in marked.reactions], marked.change) == ([("like", people[1:])], 4)
    with pytest.raises(Invalid):
        react(world.student, message.id, "spit")
    assert Reaction.objects.count() == 1


def test_pages_go_backwards_and_changes_forwards(world: World) -> None:
    conversation, teacher = between(world), world.teacher
    posted = [said(teacher, conversation, str(n)) for n in range(5)]
    last = thread(teacher, conversation.id, limit=2)
    assert ([m.body for m in last.items], last.earlier, last.cursor) == (["3", "4"], True, 5)
    first = thread(teacher, conversation.id, before=4, limit=3)
    assert ([m.body for m in first.items], first.earlier) == (["0", "1", "2"], False)
    edit_message(teacher, posted[0].id, "zéro")
    some = changes_since(teacher, conversation.id, 3, limit=2)
    assert ([m.body for m in some.items], some.cursor, some.more) == (["3", "4"], 5, True)
    rest = changes_since(teacher, conversation.id, some.cursor)
    assert ([m.body for m in rest.items], rest.cursor, rest.more) == (["zéro"], 6, False)
    assert changes_since(teacher, conversation.id, 6).items == []


def test_a_page_of_three_asks_no_more_than_a_page_of_one(world: World) -> None:
    conversation, counts = between(world), []
    for n in (1, 2):
        for _ in range(n):
            first = said(world.teacher, conversation)
            react(world.teacher, said(world.teacher, conversation, reply_to=first.id).id, "like")
        teacher = world.teacher
        with CaptureQueriesContext(connection) as asked:
            thread(teacher, conversation.id)
        counts.append(len(asked))
    assert counts == [4, 4]


def test_what_a_message_costs(world: World) -> None:
    """A limit, what the database checks for right, the message with its number, the fact, its job, and the socket."""
    conversation, teacher = between(world), world.teacher
    said(teacher, conversation)
    with CaptureQueriesContext(connection) as asked:
        said(teacher, conversation)
    statements = [query["sql"] for query in asked if not _is_savepoint(query)]
    assert len(statements) == 11


def _is_savepoint(query: dict[str, Any]) -> bool:
    return "SAVEPOINT" in query["sql"]


def test_a_conversation_has_a_title_even_when_the_other_is_gone(world: World) -> None:
    conversation: Conversation = between(world)
    conversation.participants.filter(person=world.members[Role.STUDENT].person).delete()
    with translation.override("en"):  # whatever page was asked for before
        assert conversation_shown(world.teacher, conversation.id).title == "Somebody who has left"
