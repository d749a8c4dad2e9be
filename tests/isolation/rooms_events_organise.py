"""An organiser's desk: a draft of its own, with one of each thing that stands on it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import CrewMember, Event, Place, Question, Quota, QuotaType, TicketType, Voucher
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.media.tests.uploads import picture, upload
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_DOORS = (
    "managed publication cancellation removal copy details when sale picture preview tickets new_type "
    "type_order type type_removal "
    "new_quota quota quota_removal codes new_code code_table code code_removal questions new_question question "
    "question_removal dates crew crew_removal"
).split()


def events_organise(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        event, parts = _desk(wing)
    parts |= {f"events:{door}.event_id": event.id for door in _DOORS}
    values, doors = _bodies(), "show_organised_event put_organised_event put_event_publication put_ticket_type"
    doors += " put_event_quota put_event_voucher"
    parts |= {f"{door}.event_id": event.id for door in doors.split()}
    parts |= {"put_ticket_type.type_id": parts["events:type.type_id"]}
    parts |= {"put_event_quota.quota_id": parts["events:quota.quota_id"]}
    parts |= {"put_event_voucher.voucher_id": parts["events:code.voucher_id"]}
    for door, fields in _forms(wing, event, parts).items():
        values |= {f"events:{door}/{name}": value for name, value in fields.items()}
    values["events:picture/file"] = lambda: upload("stage.png", picture())
    for door in ("new_event", "new_place", "new_type", "new_quota", "new_code", "new_question", "copy"):
        values[f"events:{door}/id"] = lambda: str(new_identifier())
    return parts, values


def _desk(wing: Wing) -> tuple[Event, dict[str, Any]]:
    here, starts = {"organisation": wing.organisation}, timezone.now() + timedelta(days=30)
    place = Place.objects.create(**here, name=wing.offer, city=wing.offer)
    event: Event = Event.objects.create(
        **here, slug="draft", title=wing.offer, summary=wing.offer, text=wing.offer, place=place,
        starts_at=starts, ends_at=starts + timedelta(hours=2), author=wing.insider.person,
    )  # fmt: skip
    kind = TicketType.objects.create(**here, event=event, name=wing.offer, text=wing.offer, price=1000)
    quota = Quota.objects.create(**here, event=event, name=wing.offer, capacity=50)
    QuotaType.objects.create(**here, quota=quota, ticket_type=kind)
    voucher = Voucher.objects.create(**here, event=event, code=wing.offer[:40], note=wing.offer, value=10)
    question = Question.objects.create(**here, event=event, text=wing.offer, hint=wing.offer)
    CrewMember.objects.create(**here, event=event, person=wing.insider.person, role="manager")
    empty = Place.objects.create(**here, name=wing.offer)
    parts: dict[str, Any] = {f"events:{door}.type_id": kind.id for door in ("type", "type_removal")}
    parts |= {f"events:{door}.quota_id": quota.id for door in ("quota", "quota_removal")}
    parts |= {f"events:{door}.voucher_id": voucher.id for door in ("code", "code_removal")}
    parts |= {f"events:{door}.question_id": question.id for door in ("question", "question_removal")}
    parts |= {"events:place.place_id": place.id, "events:place_removal.place_id": empty.id}
    return event, parts | {"events:crew_removal.person_id": wing.insider.person_id}


def _forms(wing: Wing, event: Event, parts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    day = (timezone.now() + timedelta(days=40)).date().isoformat()
    when = {"day": day, "starts": "20:00", "ends": "22:00", "time_zone": "Europe/Paris"}
    kind = {"name": "Balcony", "price": "12", "vat_rate": "0", "kind": "ticket", "minimum": "1", "bundle": "1"}
    place = {"name": "A hall", "country": "FR", "time_zone": "Europe/Paris"}
    code = {"code": "SPRING", "effect": "percent", "value": "10"}
    money = {"max_per_order": "10", "currency": "EUR", "refunds": "never", "refund_percent": "100", "refund_fee": "0"}
    return {
        "new_event": when
        | {"title": "A talk", "category": "talk", "where": "online", "currency": "EUR", "price": "0", "places": "9"}
        | {"place_id": str(new_identifier())},
        "new_place": place,
        "place": place | {"id": str(parts["events:place.place_id"])},
        "copy": {"title": "Once more", "starts_at": f"{day}T20:00"},
        "details": {"edition": "1", "title": "Another title", "category": "talk", "language": "fr"},
        "when": when | {"edition": "1"},
        "sale": money | {"edition": "1"},
        "preview": {"text_": "**Words**"},
        "new_type": kind | {"places": "9"},
        "type": kind | {"id": str(parts["events:type.type_id"])},
        "new_quota": {"name": "The whole hall", "capacity": "9"},
        "quota": {"id": str(parts["events:quota.quota_id"]), "name": "The hall", "capacity": "60"},
        "new_code": code | {"count": "1"},
        "code": code | {"id": str(parts["events:code.voucher_id"])},
        "new_question": {"text": "Why?", "kind": "line"},
        "question": {"id": str(parts["events:question.question_id"]), "text": "Why not?", "kind": "line"},
        "dates": {"id": str(new_identifier()), "interval": "1", "frequency": "DAILY", "count": "2"},
        "crew": {"person_id": str(wing.insider.person_id), "role": "check_in"},
    }


def _bodies() -> dict[str, Any]:
    """What programs send."""
    day = timezone.now() + timedelta(days=40)
    event = {
        "title": "A talk",
        "starts_at": day.isoformat(),
        "ends_at": (day + timedelta(hours=1)).isoformat(),
        "time_zone": "Europe/Paris",
    }
    sent = {
        "create_organised_event": event,
        "put_organised_event": event,
        "put_ticket_type": {"name": "Balcony", "price": 1200},
        "put_event_quota": {"name": "The hall", "capacity": 60},
        "put_event_voucher": {"code": "SPRING", "value": 10},
    }
    values: dict[str, Any] = {f"{door}/{name}": value for door, body in sent.items() for name, value in body.items()}
    return values | {"create_organised_event/id": lambda: str(new_identifier())}
