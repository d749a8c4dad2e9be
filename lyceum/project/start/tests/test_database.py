"""The embedded server: made, killed, taken over, stopped; and other people's servers, looked at first."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lyceum.project.start import database, postgres, server, state
from lyceum.project.start.trouble import Trouble


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("var")
    yield made
    database.stop(made)


@pytest.fixture
def chosen(var: Path, monkeypatch: pytest.MonkeyPatch) -> server.Server:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return server.choose(var)


def test_a_killed_server_is_taken_over_with_all_that_was_committed(chosen: server.Server, var: Path) -> None:
    with psycopg.connect(chosen.owner_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('lamp')")
    before = postgres.running(var / "postgres")
    assert before is not None
    os.kill(before.pid, signal.SIGKILL)
    _wait_until(lambda: postgres.running(var / "postgres") is None)
    assert chosen.revive()
    assert not chosen.revive()
    again = server.choose(var)  # another run, after the first was killed as well
    assert again.ours
    with psycopg.connect(again.owner_url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("lamp",)]


def test_a_number_left_by_a_power_cut_is_not_taken_for_a_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n0\n5432\n{tmp_path}\n\n0 0\nready\n")
    assert postgres.running(tmp_path) is None
    postgres._forget_stale_process(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_letters_fold_alike_on_every_machine(chosen: server.Server) -> None:
    with psycopg.connect(chosen.owner_url) as connection:
        assert connection.execute("SELECT lower('ÉŒ'), 'z' < 'é'").fetchone() == ("éœ", True)


def test_the_application_owns_nothing(chosen: server.Server, var: Path) -> None:
    _, app = database.urls(var)
    with psycopg.connect(app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (word text)")


def test_a_database_says_what_it_has(chosen: server.Server) -> None:
    assert state.read(chosen.owner_url) == state.State()
    with psycopg.connect(chosen.owner_url) as connection:
        connection.execute("CREATE TABLE django_migrations (app text)")
    state.write(chosen.owner_url, schema="0a1b")
    state.write(chosen.owner_url, demo=True)
    assert state.read(chosen.owner_url) == state.State("0a1b", True)


def test_whoever_else_is_connected_is_seen(chosen: server.Server) -> None:
    _wait_until(lambda: not chosen.is_used())  # a connection of the test before may still be going
    with psycopg.connect(chosen.owner_url):
        assert chosen.is_used()


def test_nobody_uses_what_another_run_has_stopped(tmp_path: Path) -> None:
    assert not server.Server(f"postgresql://lyceum_owner@/lyceum?host={tmp_path}", tmp_path).is_used()


@pytest.mark.parametrize(
    ("app", "owner", "says"),
    [
        ("lyceum_app", "", "DATABASE_OWNER_URL is not"),
        ("lyceum_owner", "lyceum_owner", "pass over row-level security"),
        ("postgres", "lyceum_owner", "pass over row-level security"),
        ("nobody", "lyceum_owner", "DATABASE_URL does not open: nobody at the local socket, database lyceum"),
    ],
)
def test_says_what_is_wrong_with_another_server(
    chosen: server.Server, var: Path, monkeypatch: Any, app: str, owner: str, says: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", chosen.owner_url.replace("lyceum_owner", app))
    monkeypatch.setenv("DATABASE_OWNER_URL", chosen.owner_url.replace("lyceum_owner", owner) if owner else "")
    with pytest.raises(Trouble, match=says):
        server.choose(var)


def test_takes_another_server_that_is_as_it_should_be(chosen: server.Server, var: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", chosen.owner_url.replace("lyceum_owner", "lyceum_app"))
    monkeypatch.setenv("DATABASE_OWNER_URL", chosen.owner_url)
    other = server.choose(var)
    assert (other.owner_url, other.ours, other.revive()) == (chosen.owner_url, False, False)
    monkeypatch.setattr(server, "OLDEST", 990000)
    with pytest.raises(Trouble, match=r"This is PostgreSQL 1\d; Lyceum needs 15 or newer"):
        server.choose(var)


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
