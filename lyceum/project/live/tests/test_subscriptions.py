"""GraphQL's subscriptions over their own protocol: the same people, topics and limits as any socket."""

import json
import time
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.typing import Subprotocol

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.live import person_topic, push, revoke
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.graph import schema
from lyceum.project.live.tests.conftest import Opens, anyone, closes_with, hear

pytestmark = pytest.mark.django_db
ASKED = "subscription { notificationsChanged { id } }"


def greeted(opens: Opens, member: Membership) -> ClientConnection:
    made = opens(member, "ampere", path="/live/graphql", subprotocols=[Subprotocol("graphql-transport-ws")])
    made.send('{"type": "connection_init"}')
    assert hear(made) == {"type": "connection_ack"}
    return made


def ask(made: ClientConnection, query: str, number: str = "1") -> None:
    made.send(json.dumps({"type": "subscribe", "id": number, "payload": {"query": query}}))


def errors_of(made: ClientConnection) -> list[Any]:
    said = hear(made)
    assert (said["type"], said["id"]) == ("error", "1")
    return [error["extensions"]["code"] for error in said["payload"]]


def settled(made: ClientConnection) -> None:
    """What was asked before this has been looked at."""
    made.send('{"type": "ping"}')
    assert hear(made) == {"type": "pong"}
    time.sleep(0.3)


@pytest.mark.wish("P7")
def test_whoever_subscribes_hears_what_is_theirs(world: World, opens: Opens) -> None:
    member, other = anyone(world), anyone(world)
    here = greeted(opens, member)
    ask(here, ASKED)
    ask(here, "subscription Again { notificationsChanged { id } }", "2")
    settled(here)
    push(f"person:{other.person_id}:notifications", "refresh", id=1)
    push(f"person:{member.person_id}:notifications", "refresh", id=2)
    told = {"data": {"notificationsChanged": {"id": "2"}}}
    heard = sorted((hear(here), hear(here)), key=lambda said: str(said["id"]))
    assert heard == [{"type": "next", "id": number, "payload": told} for number in ("1", "2")]
    here.send('{"type": "complete", "id": "1"}')
    settled(here)
    push(f"person:{member.person_id}:notifications", "refresh", id=3)
    assert hear(here)["id"] == "2"


def test_only_subscriptions_and_no_more_than_their_weight(world: World, opens: Opens) -> None:
    here = greeted(opens, anyone(world))
    ask(here, "{ me { id } }")
    assert hear(here)["type"] == "error"
    ask(here, "subscription { secrets }")
    assert errors_of(here) == ["invalid"]
    many = " ".join(f"a{number}: notificationsChanged {{ id }}" for number in range(16))
    ask(here, f"subscription {{ {many} }}")
    assert "too_costly" in errors_of(here)


def test_a_suspended_member_is_out_within_a_second(world: World, opens: Opens) -> None:
    member = anyone(world)
    here = greeted(opens, member)
    ask(here, ASKED)
    settled(here)
    started = time.monotonic()
    with scope.entered(world.ampere.id):
        Membership.objects.filter(id=member.id).update(suspended_at="2020-01-01T00:00Z")
    revoke(person_topic(member.person_id))
    assert closes_with(here, within=2) == 4403
    assert time.monotonic() - started < 1


def test_the_same_doors_are_shut(world: World, opens: Opens) -> None:
    given = {"path": "/live/graphql", "subprotocols": [Subprotocol("graphql-transport-ws")]}
    with pytest.raises(InvalidStatus):
        opens(anyone(world), "ampere", origin="https://evil.example", **given)
    with pytest.raises(InvalidStatus):
        opens(anyone(world), "ampere", path="/live/graphql")
    assert closes_with(opens(None, "ampere", **given)) == 4401
    assert closes_with(opens(anyone(world), "nordic", **given)) == 4403


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["nonsense"], 4400),
        (["[]"], 4400),
        (['{"type": "subscribe", "id": "1", "payload": {}}'], 4401),
        (['{"type": "connection_init"}'] * 2, 4400),
        (['{"type": "ping"}'] * 60, 4429),
    ],
)
def test_who_does_not_speak_the_protocol_is_sent_away(world: World, opens: Opens, frames: list[str], code: int) -> None:
    made = opens(anyone(world), "ampere", path="/live/graphql", subprotocols=[Subprotocol("graphql-transport-ws")])
    for frame in frames:
        made.send(frame)
    assert closes_with(made) == code


def test_the_subscriptions_are_those_of_the_rooms() -> None:
    root = schema._schema.subscription_type
    assert root is not None
    assert "notificationsChanged" in root.fields
