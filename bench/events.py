"""``bin/bench events [--quick] [--holds] [--soak N]``: a sale over HTTP; holds beside the bare statement; a rush.

``--holds``: only those. ``--soak``: so many operations of ``lyceum/domains/events/tests/rush.py``, in runs of ten
thousand, each with its seed.
"""

import itertools
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from uuid import UUID

from bench import house

house.VAR = house.VAR.with_name("bench-events")
house.settle_in()  # settings are read when the siblings are imported

os.environ |= {"PAYMENT_PROVIDER": "embedded", "TRUSTED_PROXIES": "1"}  # every buyer has an address of their own

QUICK = "--quick" in sys.argv
CLIENTS = (8, 50)
SECONDS = 3.0 if QUICK else 6.0
RUN = 10_000
_BARE = """
    WITH go AS (
        UPDATE events_quota SET held = held + 1 WHERE id = %(quota)s AND held + sold < capacity RETURNING event_id
    )
    INSERT INTO events_order (id, created_at, organisation_id, event_id, code, nonce, state, channel, name, name_index,
        email, email_index, address, answers, language, currency, total, paid, given_back, method)
    SELECT gen_random_uuid(), now(), %(organisation)s, event_id, substr(md5(random()::text), 1, 10), 0, 'held', 'web',
        '', '', '', '', '', '', 'fr', 'EUR', 0, 0, 0, '' FROM go
"""


def main() -> None:
    shutil.rmtree(house.VAR, ignore_errors=True)  # the holds that a former run left would expire during this one
    with house.opened(house.VAR):
        os.environ["LOG_LEVEL"] = "WARNING"
        import django

        django.setup()
        if "--soak" in sys.argv:
            _soak(int(sys.argv[sys.argv.index("--soak") + 1]))
        elif "--holds" in sys.argv:
            print(_holds())
        else:
            _everything()


def _soak(operations: int) -> None:
    from lyceum.domains.events.tests.rush import Rush
    from lyceum.domains.events.tests.rushed import wrongs

    for seed in range(-(-operations // RUN)):
        rush, began = Rush(seed), time.perf_counter()
        rush.run(min(RUN, operations - seed * RUN))
        found = wrongs()
        print(f"seed {seed}: {time.perf_counter() - began:.0f} s, {dict(rush.done)}")
        if found:
            raise SystemExit("\n".join(found))


def _everything() -> None:
    from bench import figures, selling

    load = os.getloadavg()[0]
    crowds = (50,) if QUICK else (50, 500)
    sales = []
    for buyers, door in itertools.product(crowds, ("rest", "pages")):
        sales.append(selling.sale(door, buyers))
        print(f"bench: {sales[-1]}", file=sys.stderr, flush=True)
    pages = selling.pages_per_second(50, SECONDS)
    block = "\n\n".join(
        [
            "## Events: `bin/bench events`",
            f"{figures.machine('embedded PostgreSQL')}. Load {load:.1f} when it began, {os.getloadavg()[0]:.1f} at its "
            "end. Web processes, worker, database and the clients share these cores.",
            selling.table_of_sales(sales),
            selling.table_of_steps(sales),
            selling.table_of_pages(pages),
            _holds(),
        ]
    )
    if not QUICK:
        figures.write("bench events", block)
    print(block)
    if wrong := [f"{one.door}, {one.buyers}: {text}" for one in sales for text in (*one.wrongs, *one.odd)]:
        raise SystemExit("\n".join(wrong))


def _holds() -> str:
    from bench import figures

    head = ("clients", "bare statement /s", "holds /s", "ratio", "p50 ms", "p95 ms", "p99 ms", "held of 500 at most")
    return figures.table(head, [_row(clients) for clients in CLIENTS])


def _row(clients: int) -> tuple[object, ...]:
    from lyceum.domains.events.actions.holding import Hold, hold_places
    from lyceum.domains.events.models import Quota
    from lyceum.domains.events.rules.pricing import Want
    from lyceum.domains.events.tests.shop import make_shop
    from lyceum.kernel.foundation.rules.identifier import new_identifier

    shop = make_shop(f"bench-{new_identifier().hex[-8:]}", 10_000_000)
    visitor, wants = shop.visitor, (Want(shop.types[0].id, 1),)
    bare, _ = _measured(clients, shop.organisation.id, lambda: _bare(shop.organisation.id, shop.quota.id))
    ours, waits = _measured(
        clients, shop.organisation.id, lambda: hold_places(visitor, Hold(new_identifier(), shop.event.id, wants))
    )
    few = make_shop(f"bench-{new_identifier().hex[-8:]}", 500)
    last, its_wants = few.visitor, (Want(few.types[0].id, 1),)
    _measured(clients, few.organisation.id, lambda: _tried(last, Hold(new_identifier(), few.event.id, its_wants)), 3)
    held = Quota.objects.get(id=few.quota.id).held if few.visitor else 0
    marks = [1000 * waits[min(len(waits) - 1, int(len(waits) * part))] for part in (0.5, 0.95, 0.99)]
    return (clients, f"{bare:.0f}", f"{ours:.0f}", f"{ours / bare:.2f}", *(f"{mark:.0f}" for mark in marks), held)


def _tried(visitor: object, hold: object) -> None:
    from lyceum.domains.events.actions.holding import hold_places
    from lyceum.kernel.foundation.rules.refusal import Conflict

    try:
        hold_places(visitor, hold)  # type: ignore[arg-type]
    except Conflict:
        time.sleep(0.05)


def _bare(organisation_id: UUID, quota_id: UUID) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_BARE, {"quota": quota_id, "organisation": organisation_id})


def _measured(
    clients: int, organisation_id: UUID, act: Callable[[], object], seconds: float = SECONDS
) -> tuple[float, list[float]]:
    """Acts per second, and how long each took, shortest first."""
    waits: list[float] = []
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=_client, args=(organisation_id, act, until, waits)) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(waits) / (time.perf_counter() - began), sorted(waits)


def _client(organisation_id: UUID, act: Callable[[], object], until: float, waits: list[float]) -> None:
    from django.db import connection

    from lyceum.kernel.foundation import scope

    scope.enter(organisation_id, None)
    while (began := time.perf_counter()) < until:
        act()
        waits.append(time.perf_counter() - began)
    connection.close()


if __name__ == "__main__":
    main()
