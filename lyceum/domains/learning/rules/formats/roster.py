"""People and classes in a CSV, as schools' programs and spreadsheets write them: one person a line, classes beside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lyceum.domains.learning.rules.formats.report import MOST_DROPPED, Dropped, Reason, shown
from lyceum.domains.learning.rules.formats.sheet import Row, read_sheet
from lyceum.kernel.foundation.rules.normal import normal

MOST_PEOPLE = 50_000
COLUMNS = {
    "email": "email,e-mail,mail,courriel,adresse e-mail,adresse mail,adresse électronique,email address,login.email",
    "name": "name,full name,nom complet,nom et prénom,prénom et nom,élève",
    "given": "first name,firstname,given name,givenname,prénom",
    "family": "last name,lastname,surname,family name,familyname,nom,nom de famille",
    "key": "id,identifier,sourcedid,student id,identifiant,numéro,ine,matricule",
    "role": "role,function,rôle,fonction,profil,statut",
    "classes": "class,classes,group,groups,section,classe,groupe,groupes,division",
    "level": "level,grade,year,niveau,année",
}
_ROLES = {
    "student": "student,pupil,learner,élève,étudiant,étudiante,apprenant,apprenante",
    "teacher": "teacher,professor,prof,professeur,professeure,enseignant,enseignante,formateur,formatrice",
}
_ROLE = {normal(name): role for role, names in _ROLES.items() for name in names.split(",")}
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}\.[^@\s,;<>.]{2,63}\Z")


class Part(StrEnum):
    """What one is in a class."""

    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Person:
    """``key``: the other program's id, else the address; ``email`` may be empty for the young."""

    key: str
    name: str
    email: str = ""
    part: Part = Part.STUDENT
    level: str = ""


@dataclass(frozen=True, slots=True)
class SchoolClass:
    key: str
    name: str
    level: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class ClassMembership:
    person: str
    school_class: str
    part: Part


@dataclass(slots=True)
class Roster:
    """Keys are unique, and every membership names a person and a class that are here."""

    people: dict[str, Person] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    memberships: dict[ClassMembership, None] = field(default_factory=dict)  # in the file's order
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, where: object, what: str, reason: Reason) -> None:
        if len(self.dropped) < MOST_DROPPED:
            self.dropped.append(Dropped(str(where), shown(what), reason))

    def checked(self) -> "Roster":
        if not self.people and not self.classes and not self.dropped:
            self.drop("", "", Reason.EMPTY)
        return self


def read_roster(raw: bytes | str) -> Roster:
    sheet = read_sheet(raw, COLUMNS)
    roster = Roster()
    if not sheet.fault and not sheet.columns & {"email", "name", "family"}:
        sheet.rows, sheet.fault, sheet.line = [], Reason.NO_COLUMN, 1
    for row in sheet.rows:
        _read(row, roster)
    if sheet.fault:
        roster.drop(sheet.line or "", "", sheet.fault)
    return roster.checked()


def _read(row: Row, roster: Roster) -> None:
    email, name = row["email"].lower().removeprefix("mailto:"), _name(row)
    told = normal(row["role"])
    fault = _fault(email, name, told)
    if fault:
        roster.drop(row.number, email or name, fault)
        return
    part = Part(_ROLE[told]) if told else Part.STUDENT
    key = row["key"] or email or f"{normal(name)}/{normal(row['classes'])}"
    known = roster.people.get(key)
    if known and (known.email, known.name) != (email, name):
        roster.drop(row.number, f"{key}: {name or email}", Reason.SAME_KEY)
        return
    if known is None and len(roster.people) >= MOST_PEOPLE:
        roster.drop(row.number, name or email, Reason.TOO_MANY)
        return
    classes = list(dict.fromkeys(_classes(row["classes"])))
    if known and all(ClassMembership(key, normal(c), part) in roster.memberships for c in classes):
        roster.drop(row.number, name or email, Reason.DUPLICATE)
        return
    roster.people.setdefault(key, Person(key, name, email, part, row["level"]))
    _join(key, classes, part, row["level"], roster)


def _fault(email: str, name: str, told: str) -> Reason | None:
    if told and told not in _ROLE:
        return Reason.UNKNOWN_KIND
    if email and not is_address(email):
        return Reason.UNREADABLE
    return None if email or name else Reason.NO_PROMPT


def _name(row: Row) -> str:
    """``DUPONT`` is how schools shout: a name in capitals is written as one says it."""
    given, family = row["given"], row["family"]
    if given and family.isupper():
        family = family.title()
    return " ".join(f"{given} {family}".split()) if given or family else row["name"]


def _classes(cell: str) -> list[str]:
    """Several in one cell: ``6e B | Chorale``."""
    return [part.strip() for part in re.split(r"[|;,]", cell) if part.strip()]


def _join(key: str, classes: Iterable[str], part: Part, level: str, roster: Roster) -> None:
    for name in classes:
        own = normal(name)
        roster.classes.setdefault(own, SchoolClass(own, name, level))
        roster.memberships.setdefault(ClassMembership(key, own, part))


def is_address(email: str) -> bool:
    return len(email) <= 254 and bool(_EMAIL.match(email))
