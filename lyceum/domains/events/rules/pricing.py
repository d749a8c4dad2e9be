"""From what somebody wants to the lines that they buy: prices, limits, windows. Nothing here is counted: that is the
database's, in one statement (``actions/holding.py``)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from lyceum.domains.events.rules.offer import Offer, Reduction, Sold, Step

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Want:
    """So many of a type; ``price`` where the buyer says how much; ``seats``: ids of event seats, one for each."""

    type_id: UUID
    quantity: int
    price: int | None = None
    seats: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One of a type, as it will be sold. ``addon_of``: the place in the plan of the ticket that it goes with."""

    type_id: UUID
    price: int
    vat_rate: int
    places: int
    quotas: tuple[UUID, ...]
    step_id: UUID | None = None
    voucher_id: UUID | None = None
    seat_id: UUID | None = None
    addon_of: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    lines: tuple[Line, ...]
    quotas: Counter[UUID] = field(default_factory=Counter)
    steps: Counter[UUID] = field(default_factory=Counter)
    voucher_uses: int = 0

    @property
    def total(self) -> int:
        return sum(line.price for line in self.lines)


class Unsellable(Exception):
    """``reason``: nothing · not_on_sale · not_yet · over · hidden · unknown_type · too_many · too_few · too_many_of ·
    below_floor · addon_alone · seats_needed · seats_gone · voucher_unknown · voucher_over · voucher_idle."""

    def __init__(self, reason: str, about: str = "", number: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.about, self.number = reason, about, number


def planned(offer: Offer, wants: Sequence[Want], voucher: Reduction | None, now: datetime) -> Plan:
    """Raises ``Unsellable`` for what the offer's own rules refuse."""
    _refuse_closed(offer, now)
    if voucher is not None:
        _refuse_voucher(voucher, now)
    chosen = [(_type_of(offer, want, voucher, now), want) for want in _gathered(wants)]
    _refuse_numbers(offer, chosen)
    lines = list(_lines(chosen, voucher, now))
    if voucher is not None and not any(voucher.is_for(line.type_id) for line in lines):
        raise Unsellable("voucher_idle")
    return _plan_of(_with_addons_placed(lines, offer))


def price_now(sold: Sold, now: datetime) -> tuple[int, Step | None]:
    """The price of the next one, and the early bird that it comes from."""
    for step in sold.steps:
        if _is_open(step, now) and step.left != 0:
            return step.price, step
    return sold.price, None


def reduced(price: int, voucher: Reduction) -> int:
    """Half a unit of a percentage goes to the buyer: the reduction is rounded away from zero."""
    if voucher.effect == "percent":
        return price - (price * voucher.value + 50) // 100
    if voucher.effect == "amount":
        return max(0, price - voucher.value)
    return min(price, voucher.value) if voucher.effect == "price" else price


def _refuse_closed(offer: Offer, now: datetime) -> None:
    if offer.state != "published":
        raise Unsellable("not_on_sale")
    if offer.sales_from and now < offer.sales_from:
        raise Unsellable("not_yet")
    if now >= offer.last_sale:
        raise Unsellable("over")


def _refuse_voucher(voucher: Reduction, now: datetime) -> None:
    if voucher.valid_from and now < voucher.valid_from:
        raise Unsellable("voucher_unknown")
    if (voucher.valid_until and now >= voucher.valid_until) or voucher.left == 0:
        raise Unsellable("voucher_over")


def _gathered(wants: Sequence[Want]) -> list[Want]:
    found = [want for want in wants if want.quantity > 0]
    if not found:
        raise Unsellable("nothing")
    if sum(want.quantity for want in found) > MOST_LINES:
        raise Unsellable("too_many", number=MOST_LINES)
    return found


def _type_of(offer: Offer, want: Want, voucher: Reduction | None, now: datetime) -> Sold:
    sold = offer.types.get(want.type_id)
    if sold is None or not sold.is_on_sale:
        raise Unsellable("unknown_type")
    if sold.is_hidden and not (voucher and voucher.unlocks_hidden and voucher.is_for(sold.id)):
        raise Unsellable("hidden")
    if sold.sale_from and now < sold.sale_from:
        raise Unsellable("not_yet", sold.name)
    if sold.sale_until and now >= sold.sale_until:
        raise Unsellable("over", sold.name)
    if sold.is_seated and len(set(want.seats)) != want.quantity:
        raise Unsellable("seats_needed" if want.seats else "seats_gone", sold.name)
    if sold.is_free_price and want.price is not None and want.price < sold.floor:
        raise Unsellable("below_floor", sold.name, sold.floor)
    return sold


def _refuse_numbers(offer: Offer, chosen: Sequence[tuple[Sold, Want]]) -> None:
    counted = Counter[UUID]()
    for sold, want in chosen:
        counted[sold.id] += want.quantity
    for sold in {sold.id: sold for sold, _ in chosen}.values():
        if counted[sold.id] < sold.minimum:
            raise Unsellable("too_few", sold.name, sold.minimum)
        if sold.maximum is not None and counted[sold.id] > sold.maximum:
            raise Unsellable("too_many_of", sold.name, sold.maximum)
    tickets = sum(want.quantity for sold, want in chosen if not sold.is_addon)
    if tickets > offer.max_per_order:
        raise Unsellable("too_many", number=offer.max_per_order)
    if not tickets:
        raise Unsellable("addon_alone")
    for sold, _ in chosen:
        if sold.addon_to and not counted[sold.addon_to]:
            raise Unsellable("addon_alone", sold.name)


def _lines(chosen: Sequence[tuple[Sold, Want]], voucher: Reduction | None, now: datetime) -> Iterator[Line]:
    """Early birds go to the first that ask, and no further than they reach: the rest pays the next price."""
    taken = Counter[UUID]()
    uses_left = voucher.left if voucher else 0
    for sold, want in chosen:
        for number in range(want.quantity):
            price, step_id = _price_of(sold, want, taken, now)
            uses = voucher is not None and voucher.is_for(sold.id) and (uses_left is None or uses_left > 0)
            if uses and voucher is not None:
                price = reduced(price, voucher)
                uses_left = None if uses_left is None else uses_left - 1
            yield Line(
                type_id=sold.id,
                price=price,
                vat_rate=sold.vat_rate,
                places=sold.bundle,
                quotas=sold.quotas,
                step_id=step_id,
                voucher_id=voucher.id if uses and voucher is not None else None,
                seat_id=want.seats[number] if want.seats else None,
            )


def _price_of(sold: Sold, want: Want, taken: Counter[UUID], now: datetime) -> tuple[int, UUID | None]:
    if sold.is_free_price:
        return (max(sold.price, sold.floor) if want.price is None else want.price), None
    for step in sold.steps:
        if _is_open(step, now) and (step.left is None or taken[step.id] < step.left):
            taken[step.id] += 1
            return step.price, step.id if step.left is not None else None
    return sold.price, None


def _is_open(step: Step, now: datetime) -> bool:
    return step.until is None or now < step.until


def _with_addons_placed(lines: list[Line], offer: Offer) -> Iterator[Line]:
    """Each add-on goes with a ticket, in turn; with one of its own type where it asks for that."""
    placed = Counter[UUID]()
    for line in lines:
        sold = offer.types[line.type_id]
        if not sold.is_addon:
            yield line
            continue
        hosts = [n for n, other in enumerate(lines) if _may_host(offer.types[other.type_id], sold)]
        yield replace(line, addon_of=hosts[placed[sold.id] % len(hosts)])
        placed[sold.id] += 1


def _may_host(host: Sold, addon: Sold) -> bool:
    return not host.is_addon and addon.addon_to in (None, host.id)


def _plan_of(lines: Iterator[Line]) -> Plan:
    plan = Plan(tuple(lines))
    for line in plan.lines:
        for quota in line.quotas:
            plan.quotas[quota] += line.places
        if line.step_id:
            plan.steps[line.step_id] += 1
    return replace(plan, voucher_uses=sum(line.voucher_id is not None for line in plan.lines))
