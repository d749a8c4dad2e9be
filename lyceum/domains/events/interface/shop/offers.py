"""What can be bought, row by row, in words: price, tax, early birds, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.events.models import Event, PriceStep, TicketKind, TicketType
from lyceum.domains.events.queries.catalogue import Catalogue, Sold
from lyceum.domains.events.queries.words import spoken_moment
from lyceum.domains.events.rules.offer import Reduction
from lyceum.domains.events.rules.pricing import reduced
from lyceum.domains.events.rules.standing import Stand, Standing
from lyceum.kernel.foundation.rules.money import plain, shown


@dataclass(frozen=True, slots=True)
class Offer:
    """``chosen`` and ``chosen_price``: what stood in the form that is shown again."""

    id: UUID
    name: str
    text: str
    is_addon: bool
    standing: Standing
    price: int
    price_plain: str
    price_shown: str
    was_shown: str
    vat_shown: str
    step_words: str
    is_free_price: bool
    free_words: str
    left_words: str
    most: int
    limit: int
    least: int
    opens_at: datetime | None
    waiting_path: str
    chosen: str = "0"
    chosen_price: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.OPEN, Standing.FEW}

    @property
    def can_wait(self) -> bool:
        return bool(self.waiting_path) and self.standing is Standing.SOLD_OUT


@dataclass(frozen=True, slots=True)
class Words:
    """In which language, with which code at hand, over which values of the form."""

    event: Event
    language: str
    voucher: Reduction | None
    values: Mapping[str, str]


def offers_in(
    catalogue: Catalogue, stands: tuple[Stand, ...], language: str, voucher: Reduction | None, values: Mapping[str, str]
) -> list[Offer]:
    """A hidden type is there for whoever holds a code that unlocks it."""
    words = Words(catalogue.event, language, voucher, values)
    pairs = zip(catalogue.sold, stands, strict=True)
    return [_offer(sold, standing, words) for sold, standing in pairs if _is_seen(sold.row, voucher)]


def _is_seen(kind: TicketType, voucher: Reduction | None) -> bool:
    return not kind.is_hidden or (voucher is not None and voucher.unlocks_hidden and voucher.is_for(kind.id))


def _offer(sold: Sold, stand: Stand, words: Words) -> Offer:
    kind, event = sold.row, words.event
    step = sold.steps[stand.step] if stand.step is not None else None
    before = step.price if step else kind.price
    voucher = words.voucher
    price = reduced(before, voucher) if voucher and voucher.is_for(kind.id) else before
    was = kind.price if price < kind.price and not kind.is_free_price else None
    least = kind.floor if kind.is_free_price else price
    return Offer(
        id=kind.id,
        name=kind.name,
        text=kind.text,
        is_addon=kind.kind == TicketKind.ADDON,
        standing=stand.standing,
        price=price,
        price_plain=plain(price, event.currency),
        price_shown=_price_words(kind, price, words),
        was_shown=shown(was, event.currency, words.language) if was is not None else "",
        vat_shown=_vat(kind, price, words.language),
        step_words=_step_words(step, event),
        is_free_price=kind.is_free_price,
        free_words=_("Your price (%(currency)s)") % {"currency": event.currency},
        left_words=_left_words(stand, kind, event),
        most=stand.most,
        limit=min(event.max_per_order, kind.maximum or event.max_per_order),
        least=kind.minimum,
        opens_at=kind.sale_from or event.sales_from,
        waiting_path=reverse("events:waiting", args=[event.slug, kind.id]) if event.has_waiting_list else "",
        chosen=words.values.get(f"type-{kind.id}", "0") or "0",
        chosen_price=words.values.get(f"price-{kind.id}", plain(max(least, price), event.currency)),
    )


def _price_words(kind: TicketType, price: int, words: Words) -> str:
    if kind.is_free_price:
        if not kind.floor:
            return _("You choose the price")
        return _("From %(price)s, as you choose") % {"price": shown(kind.floor, words.event.currency, words.language)}
    return shown(price, words.event.currency, words.language) if price else _("Free")


def _vat(kind: TicketType, price: int, language: str) -> str:
    if not kind.vat_rate or not (price or kind.is_free_price):
        return ""
    rate = f"{kind.vat_rate / 100:g}".replace(".", "," if language.startswith("fr") else ".")
    return _("incl. %(rate)s %% VAT") % {"rate": rate}


def _step_words(step: PriceStep | None, event: Event) -> str:
    if step is None:
        return ""
    words = step.name or _("Early bird")
    if step.until:
        return _("%(name)s, until %(when)s") % {"name": words, "when": spoken_moment(step.until, event)}
    return _("%(name)s, for the first %(count)s") % {"name": words, "count": step.first}


def left_words(stand: Stand) -> str:
    """What may change while somebody looks."""
    if stand.standing is Standing.SOLD_OUT:
        return _("Sold out")
    if stand.left is not None:
        return few_left(stand.left)
    return ""


def few_left(number: int | str) -> str:
    """``number``: or what stands for it; the words are the same for one and for many."""
    return ngettext("%(n)s left", "%(n)s left", 2) % {"n": number}


def _left_words(stand: Stand, kind: TicketType, event: Event) -> str:
    if stand.standing is Standing.OVER:
        return _("No longer on sale")
    opens = kind.sale_from or event.sales_from
    if stand.standing is Standing.SOON and opens:
        return _("From %(when)s") % {"when": spoken_moment(opens, event)}
    return left_words(stand)
