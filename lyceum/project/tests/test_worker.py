"""A real worker, killed in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from lyceum.kernel.operations.models import Flag
from lyceum.project.settings import database_url
from lyceum.project.tests.slow_job import slow

MANY = 8


@pytest.fixture
def work() -> Iterator[Any]:
    """Starts a worker on the test database, as the application's role."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        environment = {**os.environ, "DATABASE_URL": _url_of_the_test_database(), "LOG_LEVEL": "ERROR"}
        command = [sys.executable, "-m", "lyceum.project.tests.slow_job"]
        started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def _url_of_the_test_database() -> str:
    parts = urlsplit(os.environ.get("DATABASE_URL") or database_url())
    netloc = parts.netloc.replace("lyceum_owner", settings.DATABASE_APP_ROLE)
    return parts._replace(netloc=netloc, path=f"/{connection.settings_dict['NAME']}").geturl()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(work: Any) -> None:
    for number in range(MANY):
        slow.later(organisation_id=None, number=number)
    victim = work()
    _wait_until(lambda: 2 <= Flag.objects.filter(code__startswith="ended").count() < MANY - 2)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    jobs = ProcrastinateJob.objects.filter(queue_name="slow")
    held = jobs.filter(status="doing").count()
    assert held >= 1
    _let_its_heartbeat_grow_old()
    assert work().wait(timeout=60) == 0
    assert set(jobs.values_list("status", flat=True)) == {"succeeded"}
    assert jobs.filter(attempts__gt=1).count() == held
    codes = sorted(Flag.objects.values_list("code", flat=True))
    assert codes == sorted(f"{mark}-{number}" for mark in ("begun", "ended") for number in range(MANY))


def _let_its_heartbeat_grow_old() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def _wait_until(holds: Any) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
