"""How an event says when it is, in the hours of its own place, and what its terms are, in words."""

from datetime import datetime
from typing import Any

from django import template

from lyceum.domains.events.interface.organise.words import ASKED, ICONS, STATES
from lyceum.domains.events.models import Category, Event, EventState, Question, QuestionKind, Voucher
from lyceum.domains.events.queries.told import moment_told, price_told, sale_told, voucher_told
from lyceum.domains.events.queries.words import refunds_of
from lyceum.domains.events.rules.clock import wall_at
from lyceum.kernel.foundation.rules.money import shown

register = template.Library()


@register.simple_tag
def event_day(event: Event) -> datetime:
    """``{% event_day event as day %}{{ day|date:"j F" }}``: what the clocks there show when it begins."""
    return wall_at(event.starts_at, event.time_zone)


@register.simple_tag
def state_of(event: Event) -> tuple[Any, str]:
    return STATES[EventState(event.state)]


@register.simple_tag
def sale_words(event: Event) -> str:
    return sale_told(event)


@register.simple_tag
def refund_words(event: Event) -> str:
    return refunds_of(event, event.language)


@register.simple_tag(takes_context=True)
def price_words(context: Any, event: Event, amount: int) -> str:
    caller = context.get("caller")
    return price_told(amount, event.currency, getattr(caller, "language", "fr"))


@register.simple_tag(takes_context=True)
def money_words(context: Any, currency: str, amount: int) -> str:
    """A sum: nothing is nothing, not free."""
    return shown(amount, currency, getattr(context.get("caller"), "language", "fr"))


@register.simple_tag
def moment_words(event: Event, moment: datetime) -> str:
    return moment_told(event, moment)


@register.simple_tag(takes_context=True)
def voucher_words(context: Any, voucher: Voucher) -> str:
    return voucher_told(voucher, getattr(context.get("caller"), "language", "fr"))


@register.simple_tag
def asked_words(question: Question) -> str:
    kind = str(dict(ASKED)[QuestionKind(question.kind)])
    return f"{kind}: {', '.join(question.choices)}" if question.choices else kind


@register.simple_tag
def category_icon(event: Event) -> str:
    return ICONS[Category(event.category)]
