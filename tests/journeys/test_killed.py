"""Web processes and workers die in the middle of orders, again and again; what is left is whole."""

import os
import random
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from lyceum.domains.events.actions.resuming import resume, unheard
from lyceum.domains.events.models import EventTurnstile, Mode, Order, Quota, Voucher
from lyceum.domains.events.tests.rushed import wrongs
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.billing.models import BankCharge, Payment
from lyceum.kernel.foundation.tests.worker import run_waiting_jobs
from lyceum.kernel.notifications.models import Letter
from tests.journeys.house import ROOT, owner_and_app

PLACES, SECONDS = 60, 7


@pytest.mark.wish("H2", "H3", "H17")
@pytest.mark.django_db(transaction=True)
def test_processes_killed_at_any_instant_leave_nobody_oversold_charged_twice_or_without_a_ticket() -> None:
    shop = make_shop(f"killed-{os.getpid()}", PLACES)
    here = {"organisation": shop.organisation, "event": shop.event}
    Voucher.objects.create(**here, code="ami", value=50, limit=1)
    EventTurnstile.objects.create(**here, since=shop.event.published_at, mode=Mode.NEVER)
    deaths = kill_processes(shop, seed=int(os.environ.get("KILL_SEED", random.randrange(10**6))))
    come_to_rest(shop)
    paid = Order.objects.filter(state="paid")
    assert wrongs() == []
    assert Quota.objects.get().sold <= PLACES
    assert paid.count() > 0
    assert deaths > SECONDS
    charged = BankCharge.objects.filter(state="succeeded").values_list("key", flat=True)
    assert sorted(charged) == sorted(str(payment.id) for payment in Payment.objects.filter(paid__gt=0))
    told = Letter.objects.filter(key__startswith="events.order_paid:").values_list("key", flat=True)
    assert sorted(told) == sorted(f"events.order_paid:{order.id}" for order in paid)


def kill_processes(shop: Shop, seed: int) -> int:
    """How many died."""
    owner, app = owner_and_app(str(connection.settings_dict["NAME"]))
    places = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "LYCEUM_VAR": str(settings.VAR_DIR)}
    environment = {name: value for name, value in os.environ.items() if name not in {"TEST_DATABASE", "LYCEUM_AS"}}
    environment |= places | {"LYCEUM_DEMO": "1", "LOG_LEVEL": "CRITICAL", "API_CALLS_PER_MINUTE": "1000000"}
    environment["DJANGO_SETTINGS_MODULE"] = "lyceum.project.settings"
    about = (shop.organisation.slug, shop.event.id, shop.types[0].id, SECONDS, seed)
    command = [sys.executable, "-m", "tests.journeys.killed", *map(str, about)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr, done.stderr
    return int(done.stdout.split()[-1])


def come_to_rest(shop: Shop) -> None:
    """What a worker had in hand when it died comes back to the queue; then every sweep runs, at once."""
    with connection.cursor() as cursor:
        # Without its lock: another of its kind may wait already.
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL, queueing_lock = NULL"
            " WHERE status = 'doing'"
        )
    organisation_id = shop.organisation.id
    for _ in range(2):
        run_waiting_jobs(20_000)
        assert shop.visitor
        left = set(Order.objects.filter(done_at=None, placed_at__isnull=False).values_list("id", flat=True))
        for order_id in left | set(unheard(organisation_id, shop.event.starts_at)):
            resume(organisation_id, order_id)
