"""Many clients at one event, all at once and in any order: what they do, and what must be true afterwards.

Jobs are lost at random after they were taken up (worse than a killed worker, whose job comes back), acts are cut off
before their commit, and the bank fails, is late, speaks twice or never. Every run is told by its seed.
"""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.cancelling import TakingBack, refund_order
from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.offering import lapse_some
from lyceum.domains.events.actions.placing import Placing, place_order
from lyceum.domains.events.actions.quota import set_quota
from lyceum.domains.events.actions.releasing import drop_hold, expire_some
from lyceum.domains.events.actions.resuming import resume, unheard
from lyceum.domains.events.actions.waiting import Joining, join_waiting, take_offer
from lyceum.domains.events.models import (
    EventSeat,
    Order,
    Quota,
    Seat,
    SeatPlan,
    Section,
    Voucher,
    WaitingEntry,
)
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.tests.shop import Shop, add_quota, add_type, make_shop
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.models import BankCharge, Payment
from lyceum.kernel.billing.ports import PaymentFact
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Refusal

_TAKE_JOB = """
    UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = (
        SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING task_name, args
"""


class Killed(BaseException):
    """Nothing of what it interrupts may be caught."""


class Rush:
    def __init__(self, seed: int, capacity: int = 40) -> None:
        self.seed = seed
        self.shop = _stage(capacity)
        self.organisation_id = self.shop.organisation.id
        self.organiser: Caller = self.shop.organiser
        self.visitor = Visitor(self.organisation_id)
        self.seats = list(EventSeat.objects.order_by("id").values_list("id", flat=True))
        self.done: Counter[str] = Counter()
        self.faults: list[BaseException] = []

    def run(self, operations: int, clients: int = 4) -> None:
        threads = [threading.Thread(target=self._client, args=(n, operations // clients)) for n in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.faults:
            raise self.faults[0]
        scope.enter(self.organisation_id, None)
        self.settle_down()

    def settle_down(self) -> None:
        """Every sweep runs, every job that is left; nothing is cut off any more."""
        chance = random.Random(self.seed)
        for _ in range(3):
            while self._work(chance, losing=False):
                pass
            for order_id in Order.objects.filter(done_at=None, placed_at__isnull=False).values_list("id", flat=True):
                resume(self.organisation_id, order_id)
            for order_id in unheard(self.organisation_id, timezone.now()):
                resume(self.organisation_id, order_id)

    def _client(self, number: int, operations: int) -> None:
        chance = random.Random(self.seed * 1000 + number)
        scope.enter(self.organisation_id, None)
        acts, weights = zip(*_ACTS, strict=True)
        try:
            for act in chance.choices(acts, weights, k=operations):
                self._one(act, chance)
        except BaseException as fault:
            self.faults.append(fault)
        finally:
            connection.close()

    def _one(self, act: "Act", chance: random.Random) -> None:
        try:
            if chance.random() < 0.03:
                with transaction.atomic():
                    act(self, chance)
                    raise Killed
            act(self, chance)
        except Killed:
            self.done["killed"] += 1
        except Refusal as refusal:
            self.done[f"{act.__name__[1:]}: {refusal.code}"] += 1
        except OperationalError as fault:
            if "deadlock" not in str(fault):
                raise
            self.done["deadlock"] += 1
        except RuntimeError as fault:
            if "transaction" not in str(fault):
                raise
        else:
            self.done[act.__name__[1:]] += 1

    def _hold(self, chance: random.Random) -> None:
        first, second, seated = self.shop.types
        kind = chance.choice([first, first, second, seated])
        quantity = chance.randint(1, 3)
        chooses = kind is seated and chance.random() < 0.7  # else we choose
        seats = tuple(chance.sample(self.seats, quantity)) if chooses else ()
        code = "ami" if kind is first and chance.random() < 0.2 else ""
        wants = [Want(kind.id, quantity, seats=seats)]
        if kind is second and chance.random() < 0.3:
            wants.append(Want(first.id, 1))
        hold_places(self.visitor, Hold(new_identifier(), self.shop.event.id, tuple(wants), code))

    def _place(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "held"):
            place_order(self.visitor, order.id, order.secret, Placing("ada@example.org", "Ada", "card"))

    def _pay(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "placed"):
            pay_order(self.visitor, order.id, order.secret)

    def _bank(self, chance: random.Random) -> None:
        """Of any payment that it knows, whatever has become of the order."""
        ids = list(Payment.objects.exclude(reference="").order_by("-id").values_list("id", flat=True)[:12])
        if not ids:
            return
        payment_id = chance.choice(ids)
        said = chance.choice([Said.SUCCEEDED, Said.SUCCEEDED, Said.SUCCEEDED, Said.FAILED, Said.DECLINED])
        if said is Said.SUCCEEDED:
            BankCharge.objects.filter(key=payment_id).update(state="succeeded")
        for _ in range(chance.choice([1, 1, 2])):
            settle(self.organisation_id, PaymentFact(self.organisation_id, payment_id, said))

    def _expire(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "held", "placed"):
            past = timezone.now() - timedelta(seconds=1)
            Order.objects.filter(id=order.id, state__in=("held", "placed")).update(expires_at=past)
        expire_some(self.organisation_id, timezone.now())

    def _drop(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "held", "placed"):
            drop_hold(self.visitor, order.id, order.secret)

    def _refund(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "paid"):
            lines = list(order.lines.filter(is_live=True).values_list("id", flat=True))
            part = tuple(chance.sample(lines, 1)) if lines and chance.random() < 0.5 else ()
            refund_order(self.organiser, order.id, TakingBack(uuid4(), part))

    def _resize(self, chance: random.Random) -> None:
        quota = chance.choice(list(Quota.objects.order_by("id")))
        types = list(quota.ticket_types.values_list("id", flat=True))
        wanted = max(0, quota.capacity + chance.randint(-3, 3))
        set_quota(self.organiser, self.shop.event.id, quota.id, quota.name, wanted, types)

    def _join(self, chance: random.Random) -> None:
        kind = chance.choice(self.shop.types[:2])
        email = f"w{chance.randint(0, 200)}@example.org"
        join_waiting(self.visitor, Joining(new_identifier(), kind.id, chance.randint(1, 3), email))

    def _take(self, chance: random.Random) -> None:
        entries = list(WaitingEntry.objects.filter(state="offered")[:5])
        if entries:
            entry = chance.choice(entries)
            take_offer(self.visitor, entry.id, entry.secret, new_identifier(), chance.randint(1, entry.quantity))

    def _lapse(self, chance: random.Random) -> None:
        late = WaitingEntry.objects.filter(state="offered").order_by("id").values_list("id", flat=True)[:1]
        WaitingEntry.objects.filter(id__in=list(late), state="offered").update(offer_until=timezone.now())
        with transaction.atomic():
            lapse_some(self.organisation_id)

    def _sweep(self, chance: random.Random) -> None:
        if order := self._some_order(chance, "paid", "expired", "cancelled"):
            resume(self.organisation_id, order.id)

    def _work(self, chance: random.Random, *, losing: bool = True) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_JOB)
            row = cursor.fetchone()
        if row is None:
            return False
        name, arguments = row
        if losing and chance.random() < 0.03:
            return True
        app.tasks[name].func(**(json.loads(arguments) if isinstance(arguments, str) else arguments))
        scope.enter(self.organisation_id, None)
        return True

    def _some_order(self, chance: random.Random, *states: str) -> Order | None:
        newest = Order.objects.filter(state__in=states).select_related("event").order_by("-id")[:8]
        found = list(newest)
        return chance.choice(found) if found else None


Act = Callable[[Rush, random.Random], object]
_ACTS: list[tuple[Act, int]] = [
    (Rush._hold, 140),
    (Rush._place, 8),
    (Rush._pay, 8),
    (Rush._bank, 8),
    (Rush._work, 16),
    (Rush._expire, 6),
    (Rush._drop, 4),
    (Rush._refund, 3),
    (Rush._resize, 1),
    (Rush._join, 3),
    (Rush._take, 2),
    (Rush._lapse, 1),
    (Rush._sweep, 2),
]


def _stage(capacity: int) -> Shop:
    """Two types share a quota, one has a second of its own, a third has seats; a code for so many."""
    shop = make_shop(f"rush-{uuid4().hex[:8]}", capacity, prices=(1999, 1200))
    here = {"organisation": shop.organisation}
    add_quota(shop.event, capacity // 2, shop.types[1])
    seated = add_type(shop.event, "Seated", 3000)
    add_quota(shop.event, 12, seated)
    shop.event.seat_plan = SeatPlan.objects.create(**here, name="Hall")
    section = Section.objects.create(**here, plan=shop.event.seat_plan, name="Stalls")
    for number in range(12):
        seat = Seat.objects.create(**here, section=section, row="A", number=str(number))
        EventSeat.objects.create(**here, event=shop.event, ticket_type=seated, seat=seat)
    Voucher.objects.create(**here, event=shop.event, code="ami", value=50, limit=15, types=[shop.types[0].id])
    shop.event.save()
    shop.types.append(seated)
    return shop
