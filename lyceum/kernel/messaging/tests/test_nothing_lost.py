"""Nothing is lost, nothing comes twice, and the order is the same for all: answers, frames and connections may fail."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event
from uuid import UUID

import pytest
from django.db import connection

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.messaging.actions import posting, reacting
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.actions.moderating import refuse_message, release_message
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Conversation, Message
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.thread import changes_since, thread
from lyceum.kernel.messaging.rules.palette import MARKS
from lyceum.kernel.messaging.rules.ruling import Ruling
from lyceum.kernel.messaging.tests.talk import between, said

STEPS = 60


class Screen:
    """One device of somebody: what it shows, how far it has come, what it has sent without an answer."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.shown: dict[UUID, MessageView] = {}
        self.outbox: dict[UUID, str] = {}
        self.cursor = 0

    def hear(self, frame: MessageView) -> None:
        """A frame that follows what is known is taken; one that does not says that something was missed."""
        if frame.change == self.cursor + 1:
            self.shown[frame.id], self.cursor = frame, frame.change
        elif frame.change > self.cursor:
            self.resume(frame.conversation_id)

    def resume(self, conversation_id: UUID) -> None:
        more = True
        while more:
            page = changes_since(self.caller, conversation_id, self.cursor, limit=3)
            assert all(message.change > self.cursor for message in page.items)
            self.shown |= {message.id: message for message in page.items}
            self.cursor, more = page.cursor, page.more

    def in_order(self) -> list[MessageView]:
        return sorted(self.shown.values(), key=lambda message: message.position)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    plenty = {"capacity": 10**6, "per_seconds": 1}
    monkeypatch.setattr(posting, "POSTS", plenty)
    monkeypatch.setattr(reacting, "POSTS", plenty)


@pytest.mark.wish("I4", "I11", "I16")
@pytest.mark.parametrize("seed", range(5))
def test_whatever_fails_all_screens_come_to_show_the_same(world: World, unhurried: None, seed: int) -> None:
    change_rules(world.owner, Ruling(held_words=("idiot",)))
    conversation = between(world)
    screens = [Screen(world.as_role(role)) for role in (Role.TEACHER, Role.STUDENT, Role.TEACHER, Role.STUDENT)]
    chance, moderator = random.Random(seed), world.owner
    for step in range(STEPS):
        changed = _act(chance, chance.choice(screens), conversation, moderator, step)
        for screen in screens if changed and not changed.held else ():
            if chance.random() < 0.6:  # else its connection is cut, or the frame is lost
                screen.hear(changed)
        if chance.random() < 0.2:
            chance.choice(screens).resume(conversation.id)
    for screen in screens:
        for id, body in screen.outbox.items():
            said(screen.caller, conversation, body, id=id)
        screen.outbox.clear()
    for screen in screens:
        screen.resume(conversation.id)
        there = thread(screen.caller, conversation.id, limit=100)
        assert screen.in_order() == list(there.items)
        assert screen.cursor == there.cursor
    _expect_the_same_order(conversation, screens)


def _act(
    chance: random.Random, screen: Screen, conversation: Conversation, moderator: Caller, step: int
) -> MessageView | None:
    """One thing that somebody does; half of the answers get lost, and what had no answer is sent again later."""
    act, ids = chance.random(), sorted(screen.shown)
    if act < 0.5 or not ids:
        id, body = _to_send(chance, screen, step)
        posted = said(screen.caller, conversation, body, id=id)
        if chance.random() < 0.5:
            screen.outbox.pop(id)
        return posted
    with suppress(NotAllowed):  # somebody else's, deleted, held back
        if act < 0.65:
            return edit_message(screen.caller, chance.choice(ids), f"autrement {step}")
        if act < 0.72:
            return delete_message(screen.caller, chance.choice(ids))
        if act < 0.9:
            return react(screen.caller, chance.choice(ids), chance.choice(MARKS), on=chance.random() < 0.7)
    waiting = Message.objects.filter(conversation=conversation, refused_at=None).exclude(held_at=None).first()
    if waiting:
        return (release_message if chance.random() < 0.7 else refuse_message)(moderator, waiting.id)
    return None


def _to_send(chance: random.Random, screen: Screen, step: int) -> tuple[UUID, str]:
    if not screen.outbox or chance.random() < 0.5:
        screen.outbox[new_identifier()] = f"idiot {step}" if chance.random() < 0.15 else f"message {step}"
    return chance.choice(sorted(screen.outbox.items()))


def _expect_the_same_order(conversation: Conversation, screens: list[Screen]) -> None:
    orders = [[m.id for m in screen.in_order() if not m.held] for screen in screens]
    kept = Message.objects.filter(conversation=conversation, held_at=None).order_by("position")
    assert orders == [list(kept.values_list("id", flat=True))] * len(screens)
    assert len(orders[0]) > STEPS / 5


@contextmanager
def _thread_of(caller: Caller) -> Iterator[None]:
    try:
        with scope.entered(caller.organisation_id, caller.person_id):
            yield
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.wish("I10", "I16")
def test_many_at_once_are_numbered_without_a_gap_and_read_in_that_order(unhurried: None) -> None:
    world = World()
    conversation, callers = between(world), (world.teacher, world.student)
    ids = [[new_identifier() for _ in range(10)] for _ in range(4)]
    ended = Event()

    def post(writer: int) -> None:
        """Each is sent twice, as by a phone that had no answer; two writers of the same person share nothing."""
        with _thread_of(callers[writer % 2]):
            for id in ids[writer]:
                for _ in range(2):
                    said(callers[writer % 2], conversation, str(id), id=id)

    def read() -> list[tuple[UUID, int]]:
        """By the cursor alone, while all of that happens, and once more when it is over."""
        heard: list[tuple[UUID, int]] = []
        cursor, last = 0, False
        with _thread_of(callers[1]):
            while not last:
                last = ended.is_set()
                page = changes_since(callers[1], conversation.id, cursor)
                heard += [(message.id, message.position) for message in page.items]
                cursor = page.cursor
        return heard

    with ThreadPoolExecutor(5) as pool:
        reading = pool.submit(read)
        list(pool.map(post, range(4)))
        ended.set()
        heard = reading.result()
    assert [position for _, position in heard] == list(range(1, 41))
    assert sorted(id for id, _ in heard) == sorted(id for mine in ids for id in mine)
