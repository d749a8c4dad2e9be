"""The contract of the four ports, against every adapter; carriers stand on loopback."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from lyceum.kernel.identity.tests.factories import make_person
from lyceum.kernel.notifications.adapters import embedded, http_sms, sendgrid, twilio, web_push, webhooks
from lyceum.kernel.notifications.models import OutboxMessage
from lyceum.kernel.notifications.ports import (
    AddressGone,
    CarrierRefused,
    CarrierUnavailable,
    Mail,
    Post,
    Push,
    Text,
    chat_sender,
    push_sender,
    sms_sender,
)
from lyceum.kernel.notifications.tests.loopback import Browser, Loopback, claims_of, loopback

BROWSER = Browser()
ABOUT = {"organisation": "0192", "kind": "messaging.notice_published"}
MAIL = Mail("0192-mail", "Lycée · Lyceum <no-reply@example.org>", "ada@example.org", "Été", "Bonjour", "<p>Bonjour</p>")
PUSH = Push("0192-push", "", BROWSER.p256dh, BROWSER.auth, "Été", "La sortie a lieu", "/ampere/notices/")
TEXT = Text("0192-text", "+33612345678", "Votre code : {id} 123-456")
POST = Post("0192-post", "", "slack", "Été <!channel>", "La *sortie*", "https://example.org/notices/", "Ouvrir")


@pytest.fixture
def server(settings: Any) -> Iterator[Loopback]:
    with loopback() as running:
        settings.NOTIFY_LOCAL_SERVERS = [running.host]
        settings.SENDGRID = {"key": "SG.secret", "address": running.address}
        settings.TWILIO = {"account": "AC1", "token": "secret", "from": "+15005550006", "address": running.address}
        settings.SMS_URL, settings.SMS_HEADERS = f"{running.address}/messages", '{"Authorization": "Key secret"}'
        settings.SMS_BODY = '{"messages": [{"to": "tel:{to}", "body": "{text}", "reference": "{id}", "unicode": true}]}'
        settings.SMS_ID = "messages.0.id"
        yield running


@dataclass
class Case:
    """An adapter that stands on the network, what it is given, and whose address that is."""

    sender: Any
    message: Any
    is_given: bool


def cases(server: Loopback) -> dict[str, Case]:
    hook = f"{server.address}/services/T0/B0/x"
    return {
        "sendgrid": Case(sendgrid.Sender, MAIL, False),
        "web_push": Case(web_push.Sender, replace(PUSH, endpoint=f"{server.address}/push/one"), True),
        "http_sms": Case(http_sms.Sender, TEXT, False),
        "twilio": Case(twilio.Sender, TEXT, False),
        **{style: Case(webhooks.Sender, replace(POST, address=hook, style=style), True) for style in webhooks.SHAPES},
    }


NAMES = ["sendgrid", "web_push", "http_sms", "twilio", "slack", "teams", "mattermost"]


def hand_over(case: Case) -> str:
    with case.sender() as carrier:
        return str(carrier.send(case.message))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("status", "headers", "given", "ours"),
    [
        (202, {}, None, None),
        (429, {"Retry-After": "17"}, CarrierUnavailable, CarrierUnavailable),
        (503, {}, CarrierUnavailable, CarrierUnavailable),
        (404, {}, AddressGone, CarrierRefused),
        (410, {}, AddressGone, CarrierRefused),
        (403, {}, CarrierRefused, CarrierUnavailable),
        (413, {}, CarrierRefused, CarrierRefused),
        (302, {"Location": "http://127.0.0.1:1/"}, CarrierRefused, CarrierRefused),
    ],
)
def test_every_carrier_tells_a_pause_from_a_no(
    server: Loopback, name: str, status: int, headers: dict[str, str], given: Any, ours: Any
) -> None:
    case = cases(server)[name]
    server.answers = [(status, headers, "{}")]
    expected = given if case.is_given else ours
    if expected is None:
        hand_over(case)
    else:
        with pytest.raises(expected) as caught:
            hand_over(case)
        assert type(caught.value) is expected
        assert getattr(caught.value, "retry_after", None) == (17 if status == 429 else None)
    assert len(server.asked) == 1  # nothing is tried twice, no redirection followed


@pytest.mark.parametrize("name", NAMES)
def test_a_carrier_that_is_not_there_may_be_asked_again(server: Loopback, settings: Any, name: str) -> None:
    case = cases(Loopback("127.0.0.1:1"))[name]
    settings.NOTIFY_LOCAL_SERVERS = ["127.0.0.1:1"]
    settings.SENDGRID["address"] = settings.TWILIO["address"] = settings.SMS_URL = "http://127.0.0.1:1"
    with pytest.raises(CarrierUnavailable):
        hand_over(case)


@pytest.mark.parametrize("sender", [web_push.Sender, webhooks.Sender])
@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.7/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "http://93.184.216.34/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https:///x",
        "",
    ],
)
def test_no_address_that_somebody_gave_reaches_into_our_network(sender: Any, address: str) -> None:
    message = replace(PUSH, endpoint=address) if sender is web_push.Sender else replace(POST, address=address)
    with sender() as carrier, pytest.raises(CarrierRefused):
        carrier.send(message)


@pytest.mark.wish("J9")
def test_a_push_can_be_read_by_its_browser_alone_and_is_signed(server: Loopback, settings: Any) -> None:
    server.usual = (201, {"Location": "https://push.example.org/m/1"}, "")
    case = cases(server)["web_push"]
    assert hand_over(case) == "https://push.example.org/m/1"
    asked = server.asked[0]
    assert BROWSER.opened(asked) == {
        "id": "0192-push",
        "title": "Été",
        "body": "La sortie a lieu",
        "url": "/ampere/notices/",
    }
    key, claims = claims_of(asked)
    assert (key, claims["aud"], claims["sub"]) == (
        push_sender().public_key(),
        server.address,
        "mailto:no-reply@localhost",
    )
    assert (asked.headers["TTL"], asked.headers["Urgency"], asked.headers["Topic"]) == ("86400", "normal", "0192push")
    assert b"sortie" not in asked.body


def test_a_long_push_fits_and_a_wrong_key_is_refused(server: Loopback) -> None:
    message = replace(PUSH, endpoint=f"{server.address}/push", body="é" * 9000, is_urgent=True)
    with web_push.Sender() as carrier:
        carrier.send(message)
        with pytest.raises(CarrierRefused):
            carrier.send(replace(message, p256dh="nonsense"))
    assert [len(asked.body) < 4096 for asked in server.asked] == [True]
    assert BROWSER.opened(server.asked[0])["body"] == "é" * 1400
    assert server.asked[0].headers["Urgency"] == "high"


@pytest.mark.wish("J4")
def test_sendgrid_is_told_whose_letter_it_is(server: Loopback) -> None:
    server.usual = (202, {"X-Message-Id": "sg-1"}, "")
    mail = replace(MAIL, headers={"List-Unsubscribe": "<https://example.org/stop>"}, about=ABOUT)
    assert hand_over(Case(sendgrid.Sender, mail, False)) == "sg-1"
    asked = server.asked[0]
    assert (asked.path, asked.headers["Authorization"]) == ("/v3/mail/send", "Bearer SG.secret")
    assert asked.json == {
        "personalizations": [{"to": [{"email": "ada@example.org"}]}],
        "from": {"email": "no-reply@example.org", "name": "Lycée · Lyceum"},
        "subject": "Été",
        "content": [{"type": "text/plain", "value": "Bonjour"}, {"type": "text/html", "value": "<p>Bonjour</p>"}],
        "headers": {"List-Unsubscribe": "<https://example.org/stop>"},
        "custom_args": {
            "lyceum_message": "0192-mail",
            "lyceum_organisation": "0192",
            "lyceum_kind": "messaging.notice_published",
        },
        "tracking_settings": {"subscription_tracking": {"enable": False}},
        "categories": ["messaging.notice_published"],
    }


def test_any_provider_of_texts_is_spoken_to_in_its_own_shape(server: Loopback) -> None:
    server.usual = (200, {}, '{"messages": [{"id": 42}]}')
    assert hand_over(cases(server)["http_sms"]) == "42"
    asked = server.asked[0]
    assert (asked.path, asked.headers["Authorization"]) == ("/messages", "Key secret")
    assert asked.json == {
        "messages": [
            {"to": "tel:+33612345678", "body": "Votre code : {id} 123-456", "reference": "0192-text", "unicode": True}
        ]
    }


def test_twilio_is_spoken_to_as_it_documents(server: Loopback) -> None:
    server.usual = (201, {}, '{"sid": "SM1", "status": "queued"}')
    assert hand_over(cases(server)["twilio"]) == "SM1"
    asked = server.asked[0]
    assert (asked.path, asked.login) == ("/2010-04-01/Accounts/AC1/Messages.json", "AC1:secret")
    assert asked.form == {"To": "+33612345678", "From": "+15005550006", "Body": TEXT.text}
    server.answers = [(400, {}, '{"code": 21610, "message": "Attempt to send to unsubscribed recipient"}')]
    with pytest.raises(AddressGone):
        hand_over(cases(server)["twilio"])


def test_each_chat_gets_the_shape_that_it_shows(server: Loopback) -> None:
    for style in webhooks.SHAPES:
        hand_over(cases(server)[style])
    slack, teams, mattermost = (asked.json for asked in server.asked)
    assert slack == {
        "text": "Été &lt;!channel&gt;",
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "*Été &lt;!channel&gt;*\nLa *sortie*"}},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "text": {"type": "plain_text", "text": "Ouvrir"}, "url": POST.link},
                ],
            },
        ],
    }
    card = teams["attachments"][0]
    assert (teams["type"], card["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    assert [block["text"] for block in card["content"]["body"]] == ["Été \\<!channel\\>", "La \\*sortie\\*"]
    assert card["content"]["actions"] == [{"type": "Action.OpenUrl", "title": "Ouvrir", "url": POST.link}]
    assert mattermost == {"text": f"**Été \\<!channel\\>**\nLa \\*sortie\\*\n[Ouvrir]({POST.link})"}


def test_a_chat_that_we_do_not_speak_is_refused(server: Loopback) -> None:
    with pytest.raises(CarrierRefused):
        hand_over(Case(webhooks.Sender, replace(POST, address=server.address, style="irc"), True))
    assert server.asked == []


def test_what_would_have_been_sent_is_kept_once_and_holds_no_secret(db: None) -> None:
    person = make_person()
    endpoint, hook = "https://push.example.org/secret-of-the-browser", "https://hooks.example.org/services/secret"
    for _ in range(2):
        with push_sender() as carrier:
            carrier.send(replace(PUSH, endpoint=endpoint, person_id=person.id))
        with sms_sender() as phone:
            phone.send(replace(TEXT, person_id=person.id))
        with chat_sender() as chat:
            chat.send(replace(POST, address=hook))
    kept = OutboxMessage.objects.order_by("id").values_list("channel", "recipient", "subject", "text", "person_id")
    assert list(kept) == [
        ("push", "push.example.org", "Été", "La sortie a lieu", person.id),
        ("sms", "+33612345678", "", TEXT.text, person.id),
        ("chat", "slack · hooks.example.org", "Été <!channel>", "La *sortie*", None),
    ]
    assert "secret" not in json.dumps(list(OutboxMessage.objects.values("sender", "headers", "html")))


def test_the_embedded_carrier_refuses_what_is_no_number(db: None) -> None:
    with embedded.Sender() as carrier, pytest.raises(CarrierRefused):
        carrier.send(replace(TEXT, recipient="0612345678"))
    assert OutboxMessage.objects.count() == 0
