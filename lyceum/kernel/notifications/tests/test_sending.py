"""What a carrier promises, and what happens when it does not keep it."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.sending import send_deliveries, send_letter
from lyceum.kernel.notifications.adapters import embedded, smtp
from lyceum.kernel.notifications.adapters.backend import MailBackend
from lyceum.kernel.notifications.models import Delivery, Letter, OutboxMessage, State
from lyceum.kernel.notifications.ports import CarrierRefused, CarrierUnavailable, Mail, MailSender
from lyceum.kernel.notifications.rules.patience import MOST_TRIES
from lyceum.kernel.notifications.tests.test_notifying import tell

MAIL = Mail(
    message_id="0192-once",
    sender="Lycée Ampère · Lyceum <no-reply@example.org>",
    recipient="ada@example.org",
    subject="Été : la sortie",
    text="Bonjour Ada,\nà demain.\n",
    html="<p>Bonjour <b>Ada</b></p>",
    headers={"List-Unsubscribe": "<https://example.org/stop>", "Auto-Submitted": "auto-generated"},
)


class Postbox:
    """A real SMTP server on loopback, which refuses whom it is told to refuse."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.answer = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return self.answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.kept.append(message)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    postbox = Postbox()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield postbox, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture(params=["embedded", "smtp"])
def carrier(request: pytest.FixtureRequest, db: None, postbox: tuple[Postbox, str]) -> MailSender:
    return embedded.Sender() if request.param == "embedded" else smtp.Sender(postbox[1])


def arrived(carrier: MailSender, postbox: Postbox) -> list[dict[str, Any]]:
    if isinstance(carrier, embedded.Sender):
        rows = OutboxMessage.objects.order_by("id")
        return [
            {"to": m.recipient, "from": m.sender, "subject": m.subject, "text": m.text, "html": m.html, **m.headers}
            for m in rows
        ]
    return [
        {
            "to": message["To"],
            "from": message["From"],
            "subject": message["Subject"],
            "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),  # type: ignore[union-attr]
            "html": message.get_body(("html",)).get_content().strip(),  # type: ignore[union-attr]
            "List-Unsubscribe": message["List-Unsubscribe"],
            "Auto-Submitted": message["Auto-Submitted"],
        }
        for message in postbox.kept
    ]


@pytest.mark.wish("J1", "J14")
def test_every_carrier_hands_over_the_whole_letter(carrier: MailSender, postbox: tuple[Postbox, str]) -> None:
    with carrier as opened:
        opened.send(MAIL)
    assert arrived(carrier, postbox[0]) == [
        {"to": MAIL.recipient, "from": MAIL.sender, "subject": MAIL.subject, "text": MAIL.text, "html": MAIL.html}
        | dict(MAIL.headers)
    ]


def test_every_carrier_refuses_for_good_what_is_no_address(carrier: MailSender, postbox: tuple[Postbox, str]) -> None:
    wrong = Mail(**{name: getattr(MAIL, name) for name in Mail.__slots__} | {"recipient": "nobody"})
    if isinstance(carrier, smtp.Sender):
        wrong = Mail(**{name: getattr(MAIL, name) for name in Mail.__slots__} | {"recipient": "nobody@example.org"})
    with carrier as opened, pytest.raises(CarrierRefused):
        opened.send(wrong)
    assert arrived(carrier, postbox[0]) == []


def test_a_repeat_can_be_told_by_its_id(postbox: tuple[Postbox, str], db: None) -> None:
    for sender in (smtp.Sender(postbox[1]), embedded.Sender()):
        for _ in range(2):
            with sender as opened:
                opened.send(MAIL)
    assert {message["Message-ID"] for message in postbox[0].kept} == {"<0192-once@localhost>"}
    assert OutboxMessage.objects.count() == 1


def test_one_connection_carries_a_batch(postbox: tuple[Postbox, str]) -> None:
    with smtp.Sender(postbox[1]) as opened:
        opened.send(MAIL)
        first = opened.connection.connection
        opened.send(MAIL)
        assert opened.connection.connection is first
    assert (len(postbox[0].kept), opened.connection.connection) == (2, None)


def test_a_carrier_that_is_out_may_be_asked_again(postbox: tuple[Postbox, str]) -> None:
    postbox[0].answer = "451 too busy"
    with smtp.Sender(postbox[1]) as opened, pytest.raises(CarrierUnavailable):
        opened.send(MAIL)
    with smtp.Sender("smtp://127.0.0.1:1") as opened, pytest.raises(CarrierUnavailable):
        opened.send(MAIL)


class Broken(embedded.Sender):
    """Out for the first ``times`` mails; refuses addresses that begin with ``refused``."""

    times = 0
    refused = "-"

    def send(self, message: Mail) -> str:
        if message.recipient.startswith(Broken.refused):
            raise CarrierRefused("550 no such mailbox")
        if Broken.times:
            Broken.times -= 1
            raise CarrierUnavailable("421 closing")
        return super().send(message)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> type[Broken]:
    monkeypatch.setattr(embedded, "Sender", Broken)
    monkeypatch.setattr(Broken, "times", 0)
    monkeypatch.setattr(Broken, "refused", "-")
    return Broken


def deliveries(world: World) -> list[Delivery]:
    scope.enter(world.ampere.id, None)
    return list(Delivery.objects.select_related("person").order_by("id"))


def try_to_send(world: World) -> None:
    """As if the pause were over."""
    rows = deliveries(world)
    Delivery.objects.update(try_at=None)
    send_deliveries(organisation_id=world.ampere.id, delivery_ids=[str(row.id) for row in rows])


def test_after_an_outage_each_gets_one_letter(world: World, broken: type[Broken]) -> None:
    tell(world, Role.STUDENT, Role.COACH, Role.TEACHER)
    broken.times = 2
    for _ in range(2):
        try_to_send(world)
    assert [(d.state, d.attempts, d.error) for d in deliveries(world)] == [(State.QUEUED, 2, "421 closing")] * 3
    send_deliveries(organisation_id=world.ampere.id, delivery_ids=[str(d.id) for d in deliveries(world)])
    assert OutboxMessage.objects.count() == 0  # the carrier is left alone for a while
    try_to_send(world)
    try_to_send(world)
    assert [(d.state, d.attempts, d.error) for d in deliveries(world)] == [(State.SENT, 3, "")] * 3
    assert OutboxMessage.objects.count() == 3


def test_an_outage_that_does_not_end_is_a_failure_that_is_seen(world: World, broken: type[Broken]) -> None:
    tell(world, Role.STUDENT, Role.COACH)
    broken.times = MOST_TRIES
    for _ in range(MOST_TRIES):
        try_to_send(world)
    assert [(d.state, d.attempts) for d in deliveries(world)] == [(State.FAILED, MOST_TRIES)] * 2
    try_to_send(world)
    assert OutboxMessage.objects.count() == 0


def test_one_refused_address_does_not_hold_up_the_others(world: World, broken: type[Broken]) -> None:
    tell(world, Role.STUDENT, Role.COACH)
    broken.refused = "student"
    try_to_send(world)
    states = {d.person.email.split(".")[0]: (d.state, d.error) for d in deliveries(world)}
    assert states == {"student": (State.FAILED, "550 no such mailbox"), "coach": (State.SENT, "")}


def test_what_another_worker_has_claimed_is_left_to_it_until_it_is_dead(world: World) -> None:
    tell(world, Role.STUDENT)
    row = deliveries(world)[0]
    Delivery.objects.filter(id=row.id).update(state=State.SENDING, claimed_at=timezone.now(), attempts=1)
    try_to_send(world)
    assert OutboxMessage.objects.count() == 0
    Delivery.objects.filter(id=row.id).update(claimed_at=timezone.now() - timedelta(minutes=5))
    try_to_send(world)
    assert [(d.state, d.attempts) for d in deliveries(world)] == [(State.SENT, 2)]
    assert OutboxMessage.objects.count() == 1


@pytest.mark.wish("J1", "J16")
def test_mail_of_libraries_leaves_through_the_port_and_its_words_are_forgotten(
    world: World, run_jobs: Callable[[], int]
) -> None:
    person = world.members[Role.STUDENT].person
    plain = DjangoMessage("Your code", "Enter 123-456", "Lyceum <x@example.org>", [f"Ada <{person.email}>"])
    drawn = EmailMultiAlternatives("Reset", "Open the link", "x@example.org", ["new@example.org"])
    drawn.attach_alternative("<p>Open</p>", "text/html")
    assert MailBackend().send_messages([plain, drawn]) == 2
    letters = list(Letter.objects.order_by("id"))
    assert [json.loads(letter.words)["subject"] for letter in letters] == ["Your code", "Reset"]
    assert [letter.person_id for letter in letters] == [person.id, None]
    assert run_jobs() == 2
    send_letter(organisation_id=None, letter_id=letters[0].id)
    assert list(Letter.objects.values_list("state", "words", "attempts")) == [(State.SENT, None, 1)] * 2
    sent = {m.recipient: m for m in OutboxMessage.objects.all()}
    assert sent[person.email].text == "Enter 123-456"
    assert "Enter 123-456" in sent[person.email].html
    assert sent["new@example.org"].html == "<p>Open</p>"


def test_a_letter_is_sealed_while_it_waits(db: None, django_db_blocker: Any) -> None:
    MailBackend().send_messages([DjangoMessage("Code", "Enter 123-456", "x@example.org", ["a@example.org"])])
    sealed = Letter.objects.extra(select={"raw": "words"}).get().raw
    assert sealed.startswith("s1:")
    assert "123-456" not in sealed
