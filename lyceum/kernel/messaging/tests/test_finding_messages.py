"""Words are found in one's own conversations, in any of their forms; nobody finds anybody else's."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.queries.message_search import search_messages
from lyceum.kernel.messaging.tests.talk import between, said


def found(caller: object, text: str, conversation_id: UUID | None = None) -> list[str]:
    return [message.body for message in search_messages(caller, text, conversation_id).items]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["élèves", "ELEVE", "elev", "révisé", "reviser eleves", "Réviser les"])
def test_any_form_of_a_word_finds_a_message(world: World, text: str) -> None:
    said(world.teacher, between(world), "Les élèves révisaient")
    assert found(world.student, text) == ["Les élèves révisaient"]


def test_english_is_found_too_and_the_newest_comes_first(world: World) -> None:
    conversation = between(world)
    for body in ("She was running", "He runs", "Walking"):
        said(world.teacher, conversation, body)
    assert found(world.student, "run") == ["He runs", "She was running"]
    assert [found(world.student, nothing) for nothing in ("", "!!", "cheval")] == [[], [], []]


def test_only_ones_own_conversations_are_looked_through(world: World) -> None:
    conversation, other = between(world), between(world, Role.TEACHER, Role.COACH)
    said(world.teacher, conversation, "secret un")
    said(world.teacher, other, "secret deux")
    assert found(world.teacher, "secret", other.id) == ["secret deux"]
    assert [found(getattr(world, who), "secret") for who in ("teacher", "student", "owner", "stranger")] == [
        ["secret deux", "secret un"],
        ["secret un"],
        [],
        [],
    ]


def test_what_was_changed_is_found_by_its_new_words_and_what_was_deleted_by_none(world: World) -> None:
    message = said(world.teacher, between(world), "ancien")
    edit_message(world.teacher, message.id, "nouveau")
    assert (found(world.student, "ancien"), found(world.student, "nouveau")) == ([], ["nouveau"])
    delete_message(world.teacher, message.id)
    assert found(world.student, "nouveau") == []


def test_three_are_found_with_as_many_queries_as_one(world: World) -> None:
    conversation, counts = between(world), []
    for n in (1, 2):
        for _ in range(n):
            said(world.teacher, conversation, "mot")
        student = world.student
        with CaptureQueriesContext(connection) as asked:
            found(student, "mot")
        counts.append(len(asked))
    assert counts == [3, 3]
