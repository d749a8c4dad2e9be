"""Who asks, of which organisation, in what place there: one statement before every page and call.

It also tells PostgreSQL for whom it works. The membership is looked up beside what has been told (LATERAL with LIMIT
is never flattened), for before that row-level security shows none.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import GroupMembership, Membership, Organisation, Person, SignIn

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Place:
    """An active membership."""

    id: UUID
    roles: tuple[str, ...]
    group_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Asked:
    """``person``: of a sign-in that still stands; whether a browser's session agrees is for the reader to see."""

    organisation: Organisation | None = None
    person: Person | None = None
    place: Place | None = None
    session: str | None = None  # still encoded
    sign_in_id: UUID | None = None
    seen_at: datetime | None = None


def who_asks(slug: str, session_key: str | None = None, token: tuple[UUID, UUID] | None = None) -> Asked:
    """By the session's key, or by a token's sign-in and person. Enters the scope of whom it finds."""
    if not (slug or session_key or token):
        return Asked()
    sign_in_id, person_id = token or (None, None)
    given = {"slug": slug, "session": session_key, "sign_in": sign_in_id, "person": person_id, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(_statement(token is not None), given)
        row = iter(cursor.fetchone())
    organisation, person = _made(Organisation, row), _made(Person, row)
    scope.told_by_query(organisation.id if organisation else None, person.id if person else None)
    session, sign_in_id, seen_at, _, _ = (next(row) for _ in range(5))
    return Asked(organisation, person, _place(organisation, *row), session, sign_in_id, seen_at)


def _made(model: type[Row], row: Any) -> Row | None:
    names = [field.attname for field in model._meta.concrete_fields]
    values = [next(row) for _ in names]
    return None if values[0] is None else model.from_db(connection.alias, names, values)


def _place(
    organisation: Organisation | None, id: UUID | None, roles: list[str], until: Any, suspended_at: Any, groups: Any
) -> Place | None:
    if id is None or organisation is None or not organisation.is_open:
        return None
    active = Membership(expires_at=until, suspended_at=suspended_at).is_active
    return Place(id, tuple(roles), frozenset(groups)) if active else None


@cache
def _statement(by_token: bool) -> str:
    models_by_word: dict[str, type[models.Model]] = {
        "organisations": Organisation,
        "people": Person,
        "memberships": Membership,
        "places": GroupMembership,
        "sign_ins": SignIn,
        "sessions": Session,
    }
    tables = {word: model._meta.db_table for word, model in models_by_word.items()}
    return _ASK.format(
        organisation=_columns(Organisation, "o"),
        person=_columns(Person, "p"),
        session="NULL" if by_token else "s.session_data",
        found=(_BY_TOKEN if by_token else _BY_SESSION).format(**tables),
        **tables,
    )


def _columns(model: type[models.Model], table: str) -> str:
    """The key first: it says whether there is a row."""
    names = [str(field.column) for field in model._meta.concrete_fields]
    return ", ".join(f"{table}.{name} AS {table}_{name}" for name in names)


_ASK = """
    SELECT told.*, m.id, m.roles, m.expires_at, m.suspended_at,
        ARRAY(SELECT group_id FROM {places} WHERE membership_id = m.id)
    FROM (
        SELECT {organisation}, {person}, {session}, g.id, g.seen_at,
            set_config('lyceum.organisation', coalesce(o.id::text, ''), false),
            set_config('lyceum.person', coalesce(p.id::text, ''), false)
        FROM (SELECT) AS request LEFT JOIN {organisations} o ON o.slug = %(slug)s
        {found}
        LEFT JOIN {people} p ON p.id = g.person_id AND p.is_active
    ) AS told
    LEFT JOIN LATERAL (
        SELECT id, roles, expires_at, suspended_at FROM {memberships}
        WHERE organisation_id = told.o_id AND person_id = told.p_id LIMIT 1
    ) AS m ON true
"""
_BY_SESSION = """
    LEFT JOIN {sessions} s ON s.session_key = %(session)s AND s.expire_date > %(now)s
    LEFT JOIN {sign_ins} g ON g.session_key = s.session_key AND g.ended_at IS NULL AND g.expires_at > %(now)s
"""
_BY_TOKEN = """
    LEFT JOIN {sign_ins} g ON g.id = %(sign_in)s AND g.person_id = %(person)s AND g.ended_at IS NULL
        AND g.expires_at > %(now)s AND (g.kind = 'app' OR EXISTS (
            SELECT FROM {sessions} s WHERE s.session_key = g.session_key AND s.expire_date > %(now)s))
"""
