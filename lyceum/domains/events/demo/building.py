"""The season is put up weeks ago, by the actions of its organiser."""

from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from lyceum.domains.events.actions.event import EventText, make_event, picture_event, publish_event
from lyceum.domains.events.actions.place import PlaceText, keep_place
from lyceum.domains.events.actions.price_step import StepText
from lyceum.domains.events.actions.question import QuestionText, set_question
from lyceum.domains.events.actions.series import make_series
from lyceum.domains.events.actions.ticket_type import TypeText, add_type
from lyceum.domains.events.actions.voucher import VoucherText, set_voucher
from lyceum.domains.events.demo.drawing import picture
from lyceum.domains.events.demo.script import ORGANISER, SLUG, EventScript, season_script
from lyceum.domains.events.demo.theatre import seat
from lyceum.domains.events.models import Event, Place, Quota
from lyceum.domains.events.rules.clock import ending, wall_at
from lyceum.domains.events.rules.recurrence import Rule, moment_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier

PUT_UP = 58  # days ago


class _Picture(BytesIO):
    name: str | None = "picture.jpg"


def put_up(cast: Any) -> list[tuple[Event, EventScript]]:
    """All of it, published but for the drafts."""
    places, scripts = season_script()
    with cast.acting(PUT_UP, hour=10, quietly=True):
        caller = cast.caller(ORGANISER, SLUG)
        kept = {key: keep_place(caller, new_identifier(), PlaceText(**told)) for key, told in places.items()}
        return [(_put_up(cast, caller, script, kept[script.place]), script) for script in scripts]


def opening(cast: Any, script: EventScript) -> datetime:
    moment: datetime = cast.started - timedelta(days=script.opened)
    return moment.replace(minute=0, second=0, microsecond=0)


def _put_up(cast: Any, caller: Caller, script: EventScript, place: Place) -> Event:
    event = make_event(caller, new_identifier(), _text(cast, script, place))
    event = picture_event(caller, event.id, _Picture(picture(script.motif)))
    for told in script.types:
        _add_type(caller, event, told)
    if seated := {told["name"]: told["sections"] for told in script.types if "sections" in told}:
        seat(caller, event, place, seated)
    for told in script.codes:
        text = VoucherText(
            told["code"],
            told.get("note", ""),
            told["effect"],
            told.get("value", 0),
            told.get("limit"),
            unlocks_hidden=told.get("unlocks", False),
        )
        set_voucher(caller, event.id, new_identifier(), text)
    for told in script.questions:
        choices = tuple(told.get("choices", ()))
        text_of = QuestionText(told["text"], told["kind"], choices=choices, is_required=told.get("required", False))
        set_question(caller, event.id, new_identifier(), text_of)
    if script.weekly:
        _again(caller, event, script.weekly)
    return event if script.draft else publish_event(caller, event.id)


def _text(cast: Any, script: EventScript, place: Place) -> EventText:
    day = wall_at(cast.started, place.time_zone).date() + timedelta(days=script.day)
    starts, ends = time.fromisoformat(script.starts), time.fromisoformat(script.ends)
    last = ending(day, starts, ends)
    return EventText(
        script.title,
        moment_of(day, starts, place.time_zone),
        moment_of(last.date(), last.time(), place.time_zone),
        place.time_zone,
        summary=script.summary,
        text=script.text,
        language=script.language,
        category=script.category,
        place_id=place.id,
        currency=script.currency,
        sales_from=None if script.weekly else opening(cast, script),
        refund_until_hours=72,
        accessible=list(script.accessible),
    )


def _add_type(caller: Caller, event: Event, told: dict[str, Any]) -> None:
    text = TypeText(
        told["name"],
        told["price"],
        told["vat"],
        kind="addon" if told.get("addon") else "ticket",
        is_free_price=told.get("free_price", False),
        floor=told.get("floor", 0),
        bundle=told.get("bundle", 1),
        is_hidden=told.get("hidden", False),
    )
    shared = [one.id for one in Quota.objects.within(caller).filter(event=event, name=told.get("shared", ""))]
    steps = (
        [StepText(told["early"], told.get("early_name", "Early bird"), first=told["first"])] if "early" in told else []
    )
    add_type(caller, event.id, new_identifier(), text, places=told.get("places"), quota_ids=shared, steps=steps)


def _again(caller: Caller, event: Event, count: int) -> None:
    """Those to come are published with the first."""
    rule = Rule("WEEKLY", weekdays=(wall_at(event.starts_at, event.time_zone).weekday(),), count=count)
    series = make_series(caller, event.id, new_identifier(), rule).series
    for one in series.events.exclude(id=event.id):
        publish_event(caller, one.id)
