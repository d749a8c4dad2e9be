"""Reads a list of people to invite: CSV as spreadsheets write it, in French or English, with or without a header."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.roles import Role

MOST_LINES = 5_000
MOST_BYTES = 2_000_000
_DELIMITERS = "\t;,"
_COLUMNS = {
    "email": "email, e-mail, mail, courriel, adresse, address, adresse e-mail, adresse email, adresse mail, "
    "adresse electronique, email address, e-mail address",
    "name": "name, full name, nom, nom complet, nom et prenom, prenom et nom",
    "first": "first name, firstname, given name, prenom",
    "last": "last name, lastname, surname, family name, nom de famille",
    "roles": "role, roles, fonction, function",
    "groups": "group, groups, groupe, groupes, class, classes, classe, squad, equipe, team",
}
_COLUMN = {name: column for column, names in _COLUMNS.items() for name in names.split(", ")}
_ROLES = {
    Role.OWNER: "owner, proprietaire",
    Role.ADMINISTRATOR: "administrator, admin, administrateur, administratrice",
    Role.SUPPORT: "support, technical support, support technique",
    Role.TEACHER: "teacher, professeur, professeure, prof, enseignant, enseignante",
    Role.COACH: "coach, entraineur, entraineuse",
    Role.ORGANISER: "organiser, organizer, organisateur, organisatrice",
    Role.STUDENT: "student, pupil, eleve, etudiant, etudiante",
    Role.ATHLETE: "athlete, sportif, sportive",
    Role.LEARNER: "learner, apprenant, apprenante",
    Role.ATTENDEE: "attendee, participant, participante",
}
_ROLE = {name: role for role, names in _ROLES.items() for name in names.split(", ")}


class Standing(StrEnum):
    """What an address already is in the organisation."""

    MEMBER = "member"
    SUSPENDED = "suspended"
    INVITED = "invited"


class Unreadable(ValueError):
    """``reason``: empty · too_big · too_many_lines · no_email_column · not_text"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the file has them; ``number`` counts the file's lines from 1, its header included."""

    number: int
    email: str
    name: str = ""
    roles: str = ""
    groups: str = ""


def read_list(raw: bytes | str) -> list[Line]:
    text = decoded(raw) if isinstance(raw, bytes) else raw.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        raise Unreadable("too_big")
    rows = _rows(text)
    if not rows:
        raise Unreadable("empty")
    if len(rows) > MOST_LINES + 1:
        raise Unreadable("too_many_lines")
    columns = _columns(rows[0][1])
    body = rows[1:] if _is_header(rows[0][1]) else rows
    if not body:
        raise Unreadable("empty")
    return [_line(number, cells, columns) for number, cells in body]


def decoded(raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, otherwise what Excel writes on Windows."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("too_big")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("not_text")
    codecs = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for codec in codecs:
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_text")


def role_named(name: str) -> Role | None:
    return _ROLE.get(normal(name))


def parts_of(cell: str) -> list[str]:
    """Several in one cell: ``6e B | Chorale``; commas and semicolons part them, too."""
    return [part.strip() for part in re.split(r"[|;,]", cell) if part.strip()]


def written(lines: list[Line]) -> str:
    """The same list as plain CSV, which ``read_list`` reads back."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["email", "name", "role", "group"])
    writer.writerows([line.email, line.name, line.roles, line.groups] for line in lines)
    return out.getvalue()


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """(line number, cells), without empty lines and without Excel's ``sep=;``."""
    lines = text.splitlines()
    told = re.match(r"sep=(.)$", lines[0].strip().lower()) if lines else None
    start = 1 if told else 0
    first = next((line for line in lines[start:] if line.strip()), "")
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    return list(_cells(lines[start:], delimiter, start))


def _cells(lines: list[str], delimiter: str, start: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield start + reader.line_num, stripped
    except csv.Error as error:
        raise Unreadable("not_text") from error


def _is_header(cells: list[str]) -> bool:
    return not any("@" in cell for cell in cells)


def _columns(first: list[str]) -> dict[str, int]:
    """Column → its place. Without a header: address, name, role, group."""
    if not _is_header(first):
        return {"email": 0, "name": 1, "roles": 2, "groups": 3}
    found: dict[str, int] = {}
    for place, title in enumerate(first):
        column = _COLUMN.get(normal(title.strip(" *:")))
        if column:
            found.setdefault(column, place)
    if "email" not in found:
        raise Unreadable("no_email_column")
    return found


def _line(number: int, cells: list[str], columns: dict[str, int]) -> Line:
    def cell(column: str) -> str:
        place = columns.get(column, len(cells))
        return cells[place] if place < len(cells) else ""

    surname = cell("last") or (cell("name") if "first" in columns else "")
    name = f"{cell('first')} {surname}".strip() if "first" in columns else cell("name") or surname
    return Line(number, cell("email").lower(), name, cell("roles"), cell("groups"))
