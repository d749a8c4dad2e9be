"""A sale as buyers meet it: real processes, real HTTP, the worker beside them; checked afterwards."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench import figures, processor
from bench.client import Figures

_WAITING = """
    SELECT count(*) FROM procrastinate_jobs WHERE id > %s AND status IN ('todo', 'doing') AND scheduled_at IS NULL
"""
PLACES, PATIENCE = 500, 240.0
ONLY_IN_MEMORY, DRAWN = "from memory", "drawn anew"
STEPS = ("event page", "in line", "hold", "order page", "names", "payment begun", "bank page", "card",
         "from card to tickets", "whole purchase")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sale:
    """Seconds. ``told``: until the last invoice and the last mail; ``wrongs``: what is not as it must be."""

    door: str
    buyers: int
    orders: int
    sold: int
    seconds: float
    told: float
    jobs: int
    spent: processor.Spent
    client: float
    odd: dict[str, int]
    steps: dict[str, dict[str, float]]
    wrongs: list[str]

    @property
    def per_second(self) -> float:
        return self.orders / self.seconds if self.seconds else 0.0


def sale(door: str, buyers: int, places: int = PLACES) -> Sale:
    from lyceum.domains.events.models import Order, Quota, Voucher
    from lyceum.domains.events.tests.rushed import wrongs
    from lyceum.domains.events.tests.shop import make_shop
    from lyceum.kernel.foundation import scope
    from lyceum.kernel.foundation.rules.identifier import new_identifier

    shop = make_shop(f"sale-{new_identifier().hex[-8:]}", places)
    slug, organisation_id = shop.organisation.slug, shop.organisation.id
    assert shop.visitor
    Voucher.objects.create(organisation=shop.organisation, event=shop.event, code="bench", value=50, limit=1)
    plan = {
        "port": settings.PORT, "door": door, "buyers": buyers, "site": f"/{slug}", "event": shop.event.slug,
        "event_id": str(shop.event.id), "type_id": str(shop.types[0].id), "seconds": PATIENCE,
        "token": settings.CSRF_COOKIE_NAME,
    }  # fmt: skip
    warm(f"/{slug}/events/{shop.event.slug}/")
    first_job, began, before = _last_job(), timezone.now(), processor.spent()
    done = subprocess.run(
        [sys.executable, "-m", "bench.buyers"], input=json.dumps(plan), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    spent = processor.spent().since(before)
    idle = _until_done(first_job, began)
    scope.enter(organisation_id, None)
    quota = Quota.objects.get(id=shop.quota.id)
    paid = Order.objects.filter(state="paid").count()
    return Sale(
        door=door,
        buyers=buyers,
        orders=paid,
        sold=quota.sold,
        seconds=told["seconds"],
        told=idle,
        jobs=_last_job() - first_job,
        spent=spent,
        client=told["cpu"],
        odd=told["odd"],
        steps=told["steps"],
        wrongs=wrongs() + ([] if quota.held + quota.sold <= places else ["oversold"]),
    )


def warm(path: str) -> None:
    """Each process has served a few pages before anything is measured."""
    _asked(path, 8, 1.0)


def pages_per_second(people: int, seconds: float) -> dict[str, Figures]:
    from lyceum.domains.events.tests.shop import make_shop
    from lyceum.kernel.foundation.rules.identifier import new_identifier

    shop = make_shop(f"page-{new_identifier().hex[-8:]}", PLACES)
    path = f"/{shop.organisation.slug}/events/{shop.event.slug}/"
    anew = f"{path}?type-{shop.types[0].id}=1"  # what is asked for in the address is never remembered
    return {ONLY_IN_MEMORY: _asked(path, people, seconds), DRAWN: _asked(anew, people, seconds)}


def _asked(path: str, people: int, seconds: float) -> Figures:
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost:{settings.PORT}\r\nAccept: text/html\r\nAccept-Language: fr\r\n\r\n"
    )
    plan = {"host": "127.0.0.1", "port": settings.PORT, "requests": [[request]] * people, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    found = Figures(**json.loads(done.stdout))
    if found.errors:
        raise SystemExit(f"{found.errors} of {found.answers} event pages were errors")
    return found


def table_of_sales(sales: list[Sale]) -> str:
    head = (
        "door, buyers at once", "orders/s", f"sold of {PLACES}", "oversold", "all told after, s", "jobs/order",
        "processor/order, ms: web", "worker", "database", "client, cores",
    )  # fmt: skip
    return figures.table(head, [_row(one) for one in sales])


def _row(sale: Sale) -> tuple[object, ...]:
    each = 1000 / max(1, sale.orders)
    spent = (sale.spent.web, sale.spent.worker, sale.spent.database)
    return (
        f"{sale.door}, {sale.buyers}",
        f"{sale.per_second:.1f}",
        sale.sold,
        max(0, sale.sold - PLACES),
        f"{sale.told:.1f}",
        f"{sale.jobs / max(1, sale.orders):.1f}",
        *(f"{one * each:.0f}" for one in spent),
        f"{sale.client:.2f}",
    )


def table_of_steps(sales: list[Sale]) -> str:
    head = ("p50 / p95 / p99, ms", *(f"{one.door}, {one.buyers}" for one in sales))
    return figures.table(head, [(step, *(_marks(one.steps.get(step)) for one in sales)) for step in STEPS])


def table_of_pages(pages: dict[str, Figures]) -> str:
    head = ("event page, 50 people who never pause", "pages/s", "p50 ms", "p95 ms", "p99 ms", "client, cores")
    return figures.table(
        head,
        [(name, f"{one.per_second:.0f}", one.p50, one.p95, one.p99, f"{one.cpu:.2f}") for name, one in pages.items()],
    )


def _marks(found: dict[str, float] | None) -> str:
    return f"{found['p50']:.0f} / {found['p95']:.0f} / {found['p99']:.0f}" if found else "–"


def _last_job() -> int:
    return int(_one("SELECT coalesce(max(id), 0) FROM procrastinate_jobs"))


def _until_done(first_job: int, began: datetime) -> float:
    """Seconds from the first buyer until the last job that followed had been done."""
    deadline = time.monotonic() + PATIENCE
    while _one(_WAITING, first_job):
        if time.monotonic() > deadline:
            raise SystemExit("the worker has not done its jobs")
        time.sleep(0.1)
    last = _one("SELECT max(at) FROM procrastinate_events WHERE job_id > %s AND type = 'succeeded'", first_job)
    return float((last - began).total_seconds()) if last else 0.0


def _one(query: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchone()[0]
