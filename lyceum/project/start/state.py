"""What a database already has, written down in the database itself: a second start need not look further."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

_NOTE = re.compile(r"schema=(\w*) demo=(\w*)")


@dataclass(frozen=True, slots=True)
class State:
    schema: str = ""
    demo: bool = False


def read(url: str) -> State:
    with psycopg.connect(url) as connection:
        return _read(connection)


def write(url: str, *, schema: str = "", demo: bool = False) -> None:
    """As a comment on Django's table of migrations: it is there, it is the owner's, it dies with the database."""
    with psycopg.connect(url) as connection:
        before = _read(connection)
        note = f"schema={schema or before.schema} demo={'yes' if demo or before.demo else ''}"
        connection.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(note))


def wanted(root: Path) -> str:
    """Changes with every migration, with the models that the guards are made from, and with the libraries."""
    digest = hashlib.sha256((root / "requirements.lock").read_bytes())
    for pattern in ("**/migrations/*.py", "**/models/*.py", "**/guards.py"):
        for file in sorted((root / "lyceum").glob(pattern)):
            digest.update(str(file.relative_to(root)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _read(connection: psycopg.Connection) -> State:  # type: ignore[type-arg]
    row = connection.execute("SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')").fetchone()
    found = _NOTE.match(row[0] or "") if row else None
    return State(found[1], found[2] == "yes") if found else State()
