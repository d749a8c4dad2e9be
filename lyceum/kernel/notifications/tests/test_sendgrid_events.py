"""What SendGrid's event webhook may tell us, in the shapes of its documentation; never run against SendGrid itself."""

import json
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.adapters.sendgrid_events import SIGNATURE, TIMESTAMP
from lyceum.kernel.notifications.models import Delivery, MailEvent, Preference, StoppedAddress
from lyceum.kernel.notifications.tests.test_notifying import KIND, tell

pytestmark = pytest.mark.wish("J4", "J6", "J7")
AT = 1_795_000_000
KEY = ec.generate_private_key(ec.SECP256R1())
BASE = {"email": "ada@example.org", "timestamp": AT, "smtp-id": "<x@geopod>", "sg_message_id": "m.filter0001"}
SHAPES: dict[str, dict[str, Any]] = {
    "processed": {"event": "processed"},
    "deferred": {"event": "deferred", "response": "400 try again later", "attempt": "5"},
    "delivered": {"event": "delivered", "response": "250 OK"},
    "open": {"event": "open", "useragent": "Mozilla/5.0", "ip": "203.0.113.7", "sg_machine_open": False},
    "click": {"event": "click", "url": "https://example.org/plan", "url_offset": {"index": 0, "type": "html"}},
    "bounce": {"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 no such\r\n user"},
    "blocked": {"event": "bounce", "type": "blocked", "status": "4.7.1", "reason": "greylisted"},
    "dropped": {"event": "dropped", "reason": "Bounced Address", "status": "5.0.0"},
    "dropped_once": {"event": "dropped", "reason": "Recipient List over Package Quota"},
    "spamreport": {"event": "spamreport"},
    "unsubscribe": {"event": "unsubscribe"},
    "group_unsubscribe": {"event": "group_unsubscribe", "asm_group_id": 10},
}


@pytest.fixture
def post(settings: Any) -> Callable[..., int]:
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    settings.SENDGRID = {**settings.SENDGRID, "events_key": b64encode(public).decode()}

    def told(events: object, *, at: int | None = None, body: bytes = b"", key: Any = KEY) -> int:
        said = json.dumps(events).encode()
        stamp = str(int(time.time()) if at is None else at)
        headers = {SIGNATURE: b64encode(key.sign(stamp.encode() + said, ec.ECDSA(SHA256()))).decode(), TIMESTAMP: stamp}
        answer = Client().post("/hooks/sendgrid/", body or said, "application/json", headers=headers)
        return int(answer.status_code)

    return told


@pytest.fixture
def delivery(world: World) -> Delivery:
    tell(world, Role.STUDENT)
    scope.enter(world.ampere.id, None)
    return Delivery.objects.get(channel="email")


def shaped(name: str, delivery: Delivery | None = None, **more: Any) -> dict[str, Any]:
    ours = {}
    if delivery is not None:
        ours = {
            "lyceum_message": str(delivery.id),
            "lyceum_organisation": str(delivery.organisation_id),
            "lyceum_kind": KIND,
            "category": [KIND],
        }
    return {**BASE, **SHAPES[name], "sg_event_id": f"event-{name}", **ours, **more}


def kept(world: World) -> list[tuple[Any, ...]]:
    scope.enter(world.ampere.id, None)
    return list(MailEvent.objects.order_by("event_id").values_list("event_id", "fact", "detail"))


def test_every_event_is_kept_once_with_its_letter(world: World, delivery: Delivery, post: Callable[..., int]) -> None:
    events = [shaped(name, delivery) for name in SHAPES]
    assert [post(events), post(events), post(events[3])] == [204, 204, 204]
    assert kept(world) == [
        ("event-blocked", "bounce", "greylisted"),
        ("event-bounce", "bounce", "550 5.1.1 no such user"),
        ("event-click", "click", ""),
        ("event-delivered", "delivered", "250 OK"),
        ("event-dropped", "bounce", "Bounced Address"),
        ("event-dropped_once", "bounce", "Recipient List over Package Quota"),
        ("event-group_unsubscribe", "unsubscribe", ""),
        ("event-open", "open", ""),
        ("event-spamreport", "complaint", ""),
        ("event-unsubscribe", "unsubscribe", ""),
    ]
    click = MailEvent.objects.get(fact="click")
    assert (click.delivery_id, click.person_id, click.kind) == (delivery.id, delivery.person_id, KIND)
    assert (click.link, click.at) == ("https://example.org/plan", datetime.fromtimestamp(AT, UTC))


@pytest.mark.parametrize("name", SHAPES)
def test_mail_stops_where_nobody_is_or_somebody_complained(
    world: World, delivery: Delivery, post: Callable[..., int], name: str
) -> None:
    assert post([shaped(name, delivery), shaped(name, delivery, sg_event_id="again")]) == 204
    final = {"bounce": "bounce", "dropped": "bounce", "spamreport": "complaint"}
    expected = [("ada@example.org", final[name])] if name in final else []
    assert list(StoppedAddress.objects.values_list("address", "why")) == expected


def test_a_letter_that_we_do_not_know_still_stops_its_address(world: World, post: Callable[..., int]) -> None:
    foreign = shaped("bounce", lyceum_message="not-an-id", lyceum_organisation=str(world.ampere.id))
    assert post([foreign, shaped("spamreport", email="bob@example.org", sg_event_id="2")]) == 204
    assert kept(world) == []
    assert set(StoppedAddress.objects.values_list("address", flat=True)) == {"ada@example.org", "bob@example.org"}


def test_their_unsubscribe_is_ours(world: World, delivery: Delivery, post: Callable[..., int]) -> None:
    assert post([shaped("unsubscribe", delivery)]) == 204
    scope.enter(world.ampere.id, None)
    rows = Preference.objects.values_list("person_id", "kind", "channel", "on")
    assert list(rows) == [(delivery.person_id, KIND, "email", False)]


def test_a_letter_of_another_organisation_is_not_found(
    world: World, delivery: Delivery, post: Callable[..., int]
) -> None:
    assert post([shaped("open", delivery, lyceum_organisation=str(world.nordic.id))]) == 204
    assert kept(world) == []


def test_only_what_is_signed_now_counts(
    world: World, delivery: Delivery, post: Callable[..., int], settings: Any
) -> None:
    event = [shaped("bounce", delivery)]
    stranger = ec.generate_private_key(ec.SECP256R1())
    assert post(event, key=stranger) == 403
    assert post(event, body=json.dumps([shaped("spamreport", delivery)]).encode()) == 403
    assert post(event, at=int(time.time()) - 3600) == 403
    assert post(event, at=int(time.time()) + 3600) == 403
    assert Client().post("/hooks/sendgrid/", json.dumps(event), "application/json").status_code == 403
    assert Client().get("/hooks/sendgrid/").status_code == 405
    settings.SENDGRID = {**settings.SENDGRID, "events_key": ""}
    assert post(event) == 403
    assert (kept(world), StoppedAddress.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "body", ["nothing", 7, [7], [{}], [{"event": "open"}], {"event": "bounce", "sg_event_id": "1"}]
)
def test_what_has_no_shape_changes_nothing(world: World, post: Callable[..., int], body: object) -> None:
    assert post(body) == 204
    assert (kept(world), StoppedAddress.objects.count()) == ([], 0)
