"""What every test stands on: the application's database role (so row-level security holds) and real people."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.urls import set_script_prefix

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.start.translations import compile_catalogues

_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_configure() -> None:
    compile_catalogues()


LEARNT = (registry.permissions_of, registry.notification_kinds, registry.search_kinds, registry.fact_labels)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys last: what they show is only worth seeing when the rest holds.

    Where a program of the distribution is missing, what needs it is left out, and said; in CI it fails.
    """
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)
    missing = {} if os.environ.get("CI") else {item: program for item in items for program in _missing(item)}
    config.stash[_LEFT_OUT] = sorted(set(missing.values()))
    config.hook.pytest_deselected(items=list(missing))
    items[:] = [item for item in items if item not in missing]


def _missing(item: pytest.Item) -> Iterator[str]:
    needed = [name for marker in item.iter_markers("program") for name in marker.args]
    if item.get_closest_marker("journey"):
        needed.append(os.environ.get("CHROMIUM", "chromium"))
    yield from (name for name in needed if shutil.which(name) is None)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if programs := config.stash.get(_LEFT_OUT, []):
        terminalreporter.write_line(f"Left out what needs {', '.join(programs)}: not on this machine.", yellow=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Nothing is passed over: a test that was skipped, or expected to fail, fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    passed_over = [report for kind in ("skipped", "xfailed", "xpassed") for report in reporter.stats.get(kind, [])]
    if passed_over and session.exitstatus == pytest.ExitCode.OK:
        for report in passed_over:
            reporter.write_line(f"PASSED OVER {report.nodeid}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The owner has migrated; from here on everything runs as the application, which owns nothing."""
    with django_db_blocker.unblock():
        connection.close()
    connection.settings_dict["OPTIONS"]["options"] = f"-c role={settings.DATABASE_APP_ROLE}"
    _flush_as_owner()
    post_migrate.disconnect(sender=apps.get_app_config("foundation"), dispatch_uid="lyceum.guards")


def _flush_as_owner() -> None:
    """Tests that commit are cleaned by TRUNCATE, which the application may not do; the guards stay as they are."""
    flush = connection.ops.execute_sql_flush

    def as_owner(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")  # unknown to Django's flush
        try:
            flush(statements)
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")

    connection.ops.execute_sql_flush = as_owner  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _nowhere() -> Iterator[None]:
    scope._scope.set((None, None))
    yield
    scope._scope.set((None, None))
    set_script_prefix("/")  # a request of the test may have left that of an organisation
    for learnt in LEARNT:
        learnt.cache_clear()  # a test may have stood other rooms in


@pytest.fixture
def world(db: None) -> World:
    """Two organisations with people in every role, and callers for them: ``world.owner``, ``world.stranger``."""
    return World()


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Run every waiting job now, in order, as a worker would; returns how many ran."""
    from lyceum.kernel.foundation.tests.worker import run_waiting_jobs

    return run_waiting_jobs
