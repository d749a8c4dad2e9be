"""One event as its buyers meet it: what they take goes by the rules of any purchase, and is counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from uuid import UUID

from lyceum.domains.events.demo.buyer import Buyer, some_buyer, some_wants
from lyceum.domains.events.models import Channel, Event, Question
from lyceum.domains.events.rules.offer import Offer, Reduction, Sold
from lyceum.domains.events.rules.pricing import Plan, planned

_CHANNELS, _SHARES = (Channel.WEB, Channel.WIDGET, Channel.BOX_OFFICE, Channel.API), (78, 13, 6, 3)
_WITH_CODE, _GIVEN_UP, _NEVER_NAMED = 0.12, 0.11, 0.7


@dataclass(frozen=True, slots=True)
class Purchase:
    """``is_paid``: else its time ran out, and ``is_named`` says whether its buyer had come as far as giving a name."""

    stall: "Stall"
    at: datetime
    plan: Plan
    buyer: Buyer
    channel: Channel
    is_paid: bool
    is_named: bool


@dataclass(slots=True)
class Stall:
    """``left``: places by quota. ``used``: uses of its code; ``taken``: of each early bird."""

    event: Event
    offer: Offer
    code: Reduction | None
    questions: Sequence[Question]
    left: dict[UUID, int]
    chance: Random
    sold: Counter[UUID] = field(default_factory=Counter)
    taken: Counter[UUID] = field(default_factory=Counter)
    used: int = 0

    def purchase(self, at: datetime) -> Purchase | None:
        """None where what they want is gone."""
        chance, code = self.chance, self.code
        uses = code is not None and chance.random() < _WITH_CODE
        wants = some_wants(chance, self.offer, hidden=bool(uses and code and code.unlocks_hidden))
        plan = planned(self.offer, wants, code if uses else None, at)
        if any(self.left[quota] < number for quota, number in plan.quotas.items()):
            return None
        is_paid = chance.random() >= _GIVEN_UP
        if is_paid:
            self._count(plan)
        is_named = is_paid or chance.random() > _NEVER_NAMED
        channel = chance.choices(_CHANNELS, _SHARES)[0]
        return Purchase(self, at, plan, some_buyer(chance, self.event.language), channel, is_paid, is_named)

    def _count(self, plan: Plan) -> None:
        self.sold += plan.quotas
        self.taken += plan.steps
        self.used += plan.voucher_uses
        for quota, number in plan.quotas.items():
            self.left[quota] -= number
        if plan.steps:
            self.offer = replace(
                self.offer, types={one.id: self._after(one, plan) for one in self.offer.types.values()}
            )

    def _after(self, sold: Sold, plan: Plan) -> Sold:
        steps = (replace(step, left=step.left and step.left - plan.steps[step.id]) for step in sold.steps)
        return replace(sold, steps=tuple(steps))
