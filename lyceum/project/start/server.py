"""The database server of this run: ours to start and stop, or the administrator's to be checked."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from lyceum.project.start import database, postgres
from lyceum.project.start.trouble import Trouble

OLDEST = 150000


@dataclass(slots=True)
class Server:
    owner_url: str
    var: Path | None = None  # None: not ours
    ours: bool = False

    def revive(self) -> bool:
        """Start it again when somebody killed it; says whether that was needed."""
        if self.var is None or postgres.running(self.var / "postgres"):
            return False
        self._note(database.started(self.var))
        return True

    def is_used(self) -> bool:
        """Whether anybody else has a connection: a run, tests, a shell of the same directory."""
        if self.var is not None and not postgres.running(self.var / "postgres"):
            return False  # another run of this directory ended before us, and stopped it
        with psycopg.connect(self.owner_url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename IS NOT NULL AND datname IS NOT NULL"
                " AND pid <> pg_backend_pid()"
            ).fetchone()
        return bool(row and row[0])

    def stop_if_ours(self) -> None:
        if self.var is not None and self.ours:
            database.stop(self.var)
            (self.var / "postgres.started").unlink(missing_ok=True)

    def _note(self, started: postgres.Postmaster) -> None:
        """So that a run after a ``kill -9`` of this one knows that it may stop what this one started."""
        assert self.var is not None
        self.ours = True
        (self.var / "postgres.started").write_text(str(started.pid))


def choose(var: Path) -> Server:
    if "DATABASE_URL" in os.environ:
        return _external(os.environ["DATABASE_URL"])
    before = postgres.running(var / "postgres")
    started = database.started(var)
    server = Server(database.urls(var)[0], var)
    note = var / "postgres.started"
    if before is None or (note.exists() and note.read_text() == str(started.pid)):
        server._note(started)
    return server


def _external(url: str) -> Server:
    owner_url = os.environ.get("DATABASE_OWNER_URL", "")
    if not owner_url:
        raise Trouble(
            "DATABASE_URL is set, DATABASE_OWNER_URL is not. Lyceum serves as a role that owns nothing and migrates "
            "as the owner of its tables; docs/running.md has the four lines of SQL that make both."
        )
    app, owner = _role(url, "DATABASE_URL"), _role(owner_url, "DATABASE_OWNER_URL")
    if app.version < OLDEST:
        raise Trouble(f"This is PostgreSQL {app.version // 10000}; Lyceum needs 15 or newer.")
    if app.name == owner.name or app.exempt:
        raise Trouble(
            f"The role {app.name} of DATABASE_URL may pass over row-level security (it is the owner, a superuser or "
            "has BYPASSRLS). Give the application a role of its own: docs/running.md has the SQL."
        )
    return Server(owner_url)


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    exempt: bool
    version: int


def _role(url: str, variable: str) -> _Role:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row is not None
            return _Role(row[0], row[1], connection.info.server_version)
    except psycopg.OperationalError as fault:
        place = urlsplit(url)
        raise Trouble(
            f"{variable} does not open: {place.username or '(no role)'} at {place.hostname or 'the local socket'}, "
            f"database {place.path.lstrip('/') or '(none)'}.\n{str(fault).strip()}\n"
            "docs/running.md has the SQL that makes the roles and the database."
        ) from fault
