"""The processes of an installation, killed (``kill -9``) at random instants and started again, while people buy.

``python -m tests.journeys.killed ORGANISATION EVENT TYPE SECONDS SEED`` prints how many were killed. Django is loaded
once, and forked: what dies is a whole process with connections of its own, and the next one is there at once.
"""

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import django
from django.urls import get_resolver

SHORTEST, LONGEST = 0.05, 0.35  # seconds between two deaths


@dataclass(frozen=True, slots=True)
class Sale:
    slug: str
    event: str
    type: str


def main(slug: str, event: str, kind: str, seconds: str, seed: str) -> None:
    django.setup()
    get_resolver().url_patterns  # noqa: B018  (asking loads them: whoever is born afterwards has no time for it)
    chance, sale = random.Random(int(seed)), Sale(slug, event, kind)
    roles, alive, deaths = (web, web, worker), dict[int, int](), 0
    until = time.monotonic() + float(seconds)
    while time.monotonic() < until:
        for number, role in enumerate(roles):
            alive.setdefault(number, 0)
            alive[number] = alive[number] or forked(role, sale, chance.getrandbits(32))
        time.sleep(chance.uniform(SHORTEST, LONGEST))
        number = chance.randrange(len(roles))
        killed(alive[number])
        alive[number], deaths = 0, deaths + 1
    for process in filter(None, alive.values()):
        killed(process)
    sys.stdout.write(f"{deaths}\n")


def forked(role: Callable[[Sale, int], None], sale: Sale, seed: int) -> int:
    process = os.fork()
    if process:
        return process
    try:
        role(sale, seed)
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def killed(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def worker(sale: Sale, seed: int) -> None:
    from django.core.management import call_command

    call_command("worker", concurrency=2)


def web(sale: Sale, seed: int) -> None:
    """Answers whoever buys: each request is another step of some order, whoever began it, or a repeat of one."""
    chance, shop = random.Random(seed), Shop(sale, seed)
    while True:
        chance.choice([shop.hold, shop.name, shop.name, shop.pay, shop.pay, shop.pay])(chance)


class Shop:
    def __init__(self, sale: Sale, seed: int) -> None:
        from django.test import Client

        from lyceum.kernel.identity.models import Organisation

        self.sale = sale
        self.organisation_id: UUID = Organisation.objects.get(slug=sale.slug).id
        address = f"10.{seed % 250}.{seed // 250 % 250}.{seed // 62500 % 250}"  # each of them is within the limits
        self.door = Client(REMOTE_ADDR=address, HTTP_HOST="localhost")
        self.api = f"/{sale.slug}/api/v1"

    def hold(self, chance: random.Random) -> None:
        from lyceum.kernel.foundation.rules.identifier import new_identifier

        wants = [{"type_id": self.sale.type, "quantity": chance.randint(1, 2)}]
        body = {"id": str(new_identifier()), "wants": wants}
        for _ in range(chance.choice([1, 1, 2])):
            self.door.post(f"{self.api}/events/{self.sale.event}/orders", body, content_type="application/json")

    def name(self, chance: random.Random) -> None:
        if found := self.some(chance, "held"):
            order, mine = found
            person = {"email": f"{order}@example.org", "name": "Ada", "method": "card"}
            self.door.put(f"{self.api}/orders/{order}/placing", person, content_type="application/json", **mine)

    def pay(self, chance: random.Random) -> None:
        if found := self.some(chance, "placed"):
            order, mine = found
            step = self.door.post(f"{self.api}/orders/{order}/payment", {}, content_type="application/json", **mine)
            if bank := step.json().get("url"):
                self.door.post(f"{bank}card/", {"card": chance.choice(["4242", "4242", "2222", "9995"])})

    def some(self, chance: random.Random, state: str) -> tuple[UUID, dict[str, str]] | None:
        from lyceum.domains.events.models import Order
        from lyceum.kernel.foundation import scope

        with scope.entered(self.organisation_id):
            found = list(Order.objects.filter(state=state).order_by("-id")[:6])
        if not found:
            return None
        order = chance.choice(found)
        return order.id, {"HTTP_X_ORDER_SECRET": order.secret}


if __name__ == "__main__":
    main(*sys.argv[1:])
