"""OneRoster CSV, 1.1 and 1.2: a zip with manifest, orgs, users, classes and enrollments, as schools' programs export.

Source: imsglobal.org, "OneRoster 1.2 CSV Binding"; 1.1 differs in where roles stand, and in some titles' case.
"""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from lyceum.domains.learning.rules.formats.report import Dropped, Reason
from lyceum.domains.learning.rules.formats.roster import (
    MOST_PEOPLE,
    ClassMembership,
    Part,
    Person,
    Roster,
    SchoolClass,
    is_address,
)
from lyceum.domains.learning.rules.formats.sheet import Row, read_sheet
from lyceum.domains.learning.rules.formats.zipped import ERRORS, reason_of_broken, unzipped

MOST_BYTES = 20_000_000
_MOST_PARTS = 100
_PARTS = {"student": Part.STUDENT, "learner": Part.STUDENT, "teacher": Part.TEACHER, "proctor": Part.TEACHER}
_LEFT = frozenset({"tobedeleted", "inactive"})
_COLUMNS = {
    "manifest.csv": "propertyName value",
    "orgs.csv": "sourcedId status name type identifier parentSourcedId",
    "users.csv": "sourcedId status enabledUser role username givenName familyName middleName email grades identifier "
    "preferredFirstName preferredGivenName preferredLastName preferredFamilyName",
    "roles.csv": "sourcedId userSourcedId roleType role orgSourcedId status",
    "classes.csv": "sourcedId status title grades classCode classType schoolSourcedId",
    "enrollments.csv": "sourcedId status classSourcedId userSourcedId role primary",
}
_NEEDED = ("users.csv", "classes.csv", "enrollments.csv")


def read_oneroster(raw: bytes) -> Roster:
    roster = Roster()
    parts = _unzipped(raw)
    if isinstance(parts, Reason):
        roster.drop("", "", parts)
        return roster
    tables = {name: _table(name, body, roster) for name, body in parts.items()}
    for name in _NEEDED:
        if name not in tables:
            roster.dropped.insert(0, Dropped("", name, Reason.WRONG_FORMAT))
    schools = {row["sourcedId"]: row["name"] for row in tables.get("orgs.csv", []) if _is_here(row)}
    roles = {row["userSourcedId"]: row["role"] for row in tables.get("roles.csv", []) if _is_primary(row)}
    _each("users.csv", tables, roster, lambda row: _person(row, roles, roster))
    _each("classes.csv", tables, roster, lambda row: _class(row, schools, roster))
    _each("enrollments.csv", tables, roster, lambda row: _enrolment(row, roster))
    return roster.checked()


def _unzipped(raw: bytes) -> dict[str, bytes] | Reason:
    """The parts that we read, by their name without folders."""
    if len(raw) > MOST_BYTES:
        return Reason.TOO_BIG
    if not raw:
        return Reason.EMPTY
    try:
        with ZipFile(BytesIO(raw)) as package:
            infos = package.infolist()
            if len(infos) > _MOST_PARTS:
                return Reason.TOO_MANY
            found: dict[str, bytes] = {}
            for part in infos:
                name = part.filename.rsplit("/", 1)[-1].lower()
                if name not in _COLUMNS or name in found:
                    continue
                body = unzipped(package, part, MOST_BYTES)
                if body is None:
                    return Reason.UNSAFE
                found[name] = body
            return found
    except RuntimeError:  # zipfile's word for a password
        return Reason.LOCKED
    except ERRORS:
        return reason_of_broken(raw)


def _table(name: str, body: bytes, roster: Roster) -> list[Row]:
    sheet = read_sheet(body, {title: title for title in _COLUMNS[name].split()})
    if sheet.fault and sheet.fault is not Reason.EMPTY:
        roster.drop(f"{name} {sheet.line}", "", sheet.fault)
    return sheet.rows


def _each(
    name: str, tables: dict[str, list[Row]], roster: Roster, read: Callable[[Row], tuple[str, Reason] | None]
) -> None:
    for row in tables.get(name, []):
        if not _is_here(row):
            roster.drop(f"{name} {row.number}", row["sourcedId"], Reason.INACTIVE)
        elif fault := read(row):
            roster.drop(f"{name} {row.number}", *fault)


def _is_here(row: Row) -> bool:
    return row["status"].lower() not in _LEFT and row["enabledUser"].lower() != "false"


def _is_primary(row: Row) -> bool:
    return _is_here(row) and row["roleType"].lower() in {"primary", ""}


def _person(row: Row, roles: dict[str, str], roster: Roster) -> tuple[str, Reason] | None:
    key, email = row["sourcedId"], row["email"].lower()
    given = row["preferredFirstName"] or row["preferredGivenName"] or row["givenName"]
    family = row["preferredLastName"] or row["preferredFamilyName"] or row["familyName"]
    name = f"{given} {family}".strip() or row["username"]
    role = (roles.get(key) or row["role"]).lower()
    if not key or not name:
        return key or email, Reason.UNREADABLE
    if key in roster.people:
        return key, Reason.SAME_KEY
    if role and role not in _PARTS:  # parents, guardians and administrators have no place in a class
        return f"{name}: {role}", Reason.UNKNOWN_KIND
    if email and not is_address(email):
        return f"{name}: {email}", Reason.UNREADABLE
    if len(roster.people) >= MOST_PEOPLE:
        return name, Reason.TOO_MANY
    roster.people[key] = Person(key, name, email, _PARTS.get(role, Part.STUDENT), row["grades"])
    return None


def _class(row: Row, schools: dict[str, str], roster: Roster) -> tuple[str, Reason] | None:
    key, name = row["sourcedId"], row["title"] or row["classCode"]
    if not key or not name:
        return key or name, Reason.UNREADABLE
    if key in roster.classes:
        return key, Reason.SAME_KEY
    roster.classes[key] = SchoolClass(key, name, row["grades"], schools.get(row["schoolSourcedId"], ""))
    return None


def _enrolment(row: Row, roster: Roster) -> tuple[str, Reason] | None:
    person, own = row["userSourcedId"], row["classSourcedId"]
    part = _PARTS.get(row["role"].lower())
    if person not in roster.people or own not in roster.classes:
        return f"{person} → {own}", Reason.UNKNOWN_REFERENCE
    if part is None:
        return f"{person}: {row['role']}", Reason.UNKNOWN_KIND
    membership = ClassMembership(person, own, part)
    if membership in roster.memberships:
        return f"{person} → {own}", Reason.DUPLICATE
    roster.memberships[membership] = None
    return None
