"""The same acts by GraphQL; and what a subscription makes of a frame."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.interface.conversation_subscription import told
from lyceum.kernel.messaging.tests.talk import between, said

JSON = "application/json"


def asked(world: World, role: Role, query: str) -> Any:
    answer = world.browser(world.members[role]).post("/ampere/graphql", {"query": query}, JSON).json()
    assert "errors" not in answer, answer
    return answer["data"]


@pytest.mark.wish("O6")
def test_two_people_talk_by_graphql(world: World) -> None:
    person, id = world.members[Role.STUDENT].person_id, new_identifier()
    opening = f'mutation {{ openConversation(kind: DIRECT, personId: "{person}") {{ id people {{ name }} }} }}'
    opened = asked(world, Role.TEACHER, opening)["openConversation"]
    assert len(opened["people"]) == 2
    message = f'{{ id: "{id}", body: "Bonjour" }}'
    post = f'mutation {{ postMessage(conversationId: "{opened["id"]}", message: {message}) {{ id position }} }}'
    assert [asked(world, Role.TEACHER, post) for _ in range(2)] == [{"postMessage": {"id": str(id), "position": 1}}] * 2
    react_to = f'mutation {{ reactToMessage(id: "{id}", mark: "like") {{ reactions {{ mark }} }} }}'
    assert asked(world, Role.STUDENT, react_to)["reactToMessage"]["reactions"] == [{"mark": "like"}]
    since = f'messages(conversationId: "{opened["id"]}", since: 0) {{ cursor items {{ body author {{ name }} }} }}'
    assert asked(world, Role.STUDENT, f"{{ unreadMessages {since} }}") == {
        "unreadMessages": 1,
        "messages": {"cursor": 2, "items": [{"body": "Bonjour", "author": {"name": "Teacher Lycée Ampère"}}]},
    }


def test_a_frame_is_the_message_again(world: World) -> None:
    conversation = between(world)
    first = said(world.teacher, conversation)
    react(world.student, first.id, "like")
    said(world.teacher, conversation, reply_to=first.id)
    for view in (react(world.teacher, first.id, "love"), said(world.student, conversation, reply_to=first.id)):
        content = json.loads(json.dumps(asdict(view), cls=DjangoJSONEncoder))
        heard = told({"topic": conversation.topic, "kind": "message", "content": content}).message
        assert heard
        assert json.loads(json.dumps(asdict(heard), cls=DjangoJSONEncoder)) == content
    short = told({"topic": conversation.topic, "kind": "message", "content": {"id": str(first.id)}, "fetch": True})
    assert (short.conversation_id, short.id, short.message) == (conversation.id, first.id, None)
