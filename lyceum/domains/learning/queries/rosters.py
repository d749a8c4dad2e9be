"""People and classes in a file, beside those who are here: what reading it in would do, line by line."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lyceum.domains.learning.permissions import may_enrol
from lyceum.domains.learning.rules.formats.oneroster import read_oneroster
from lyceum.domains.learning.rules.formats.report import Dropped, Reason
from lyceum.domains.learning.rules.formats.roster import Part, Person, Roster, SchoolClass, read_roster
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS, Role
from lyceum.kernel.identity.models import GroupMembership, Invitation, Membership
from lyceum.kernel.identity.queries.group import groups_of
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.invitation_list import standing_of
from lyceum.kernel.identity.queries.membership import members_at
from lyceum.kernel.media.actions.storing import Upload

MOST_BYTES = 20_000_000
MOST_AT_ONCE = 5_000  # people
LONGEST_NAME = 120
_ROLE = {Part.STUDENT: Role.STUDENT, Part.TEACHER: Role.TEACHER}


class Fate(StrEnum):
    """What becomes of somebody. The last four: nothing, and why."""

    INVITED = "invited"
    INVITED_AGAIN = "invited_again"  # into more classes than before
    PLACED = "placed"  # a member already
    THERE = "there"  # nothing to do: they are
    NO_ADDRESS = "no_address"
    SAME_ADDRESS = "same_address"
    SUSPENDED = "suspended"
    NO_TEACHER = "no_teacher"  # a member who leads no classes here


ACTS = frozenset({Fate.INVITED, Fate.INVITED_AGAIN, Fate.PLACED})


@dataclass(frozen=True, slots=True)
class Classroom:
    """``group_id`` none: it will be made."""

    name: str
    group_id: UUID | None
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """``classes``: by ``normal`` name; ``leads``: those where they teach."""

    person: Person
    classes: tuple[str, ...]
    leads: frozenset[str]
    fate: Fate
    roles: frozenset[Role]
    membership_id: UUID | None = None

    @property
    def is_fault(self) -> bool:
        return self.fate not in ACTS and self.fate != Fate.THERE


@dataclass(frozen=True, slots=True)
class Plan:
    """``classes``: by ``normal`` name, in the file's order."""

    classes: dict[str, Classroom]
    entries: list[Entry]
    dropped: list[Dropped]

    def of(self, *fates: Fate) -> list[Entry]:
        return [entry for entry in self.entries if entry.fate in fates]

    @property
    def faulty(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_fault]

    @property
    def new_classes(self) -> list[Classroom]:
        return [one for one in self.classes.values() if one.group_id is None]

    @property
    def is_void(self) -> bool:
        """Nothing would change."""
        return not self.new_classes and not any(entry.fate in ACTS for entry in self.entries)


def roster_plan(caller: Caller, upload: Upload) -> Plan:
    """A zip is OneRoster, anything else a table. As many statements for a thousand people as for one."""
    refuse_unless(may_enrol(caller))
    spend("learning.roster", str(caller.person_id), capacity=30, per_seconds=600)
    roster = _read(upload.read(MOST_BYTES + 1))
    names = _names(roster)
    groups = {group.sort_key: group.id for group in groups_of(caller)}
    sizes = Counter(normal(names[one.school_class]) for one in roster.memberships)
    classes = {normal(name): Classroom(name, groups.get(normal(name)), sizes[normal(name)]) for name in names.values()}
    return Plan(classes, _entries(caller, roster, names, classes), roster.dropped)


def _read(raw: bytes) -> Roster:
    if len(raw) > MOST_BYTES:
        return _refused(Reason.TOO_BIG)
    roster = read_oneroster(raw) if raw[:2] == b"PK" else read_roster(raw)
    return _refused(Reason.TOO_MANY) if len(roster.people) > MOST_AT_ONCE else roster


def _refused(reason: Reason) -> Roster:
    roster = Roster()
    roster.drop("", "", reason)
    return roster


def _names(roster: Roster) -> dict[str, str]:
    """Class → what its group is called: with its school where two schools have a class of one name."""
    times = Counter(normal(one.name) for one in roster.classes.values())
    return {key: _name(one, times[normal(one.name)] > 1) for key, one in roster.classes.items()}


def _name(one: SchoolClass, is_double: bool) -> str:
    return (f"{one.name} · {one.school}" if is_double and one.school else one.name)[:LONGEST_NAME].strip()


def _entries(caller: Caller, roster: Roster, names: dict[str, str], classes: dict[str, Classroom]) -> list[Entry]:
    places: dict[str, dict[str, bool]] = {}
    for one in roster.memberships:
        own, key = places.setdefault(one.person, {}), normal(names[one.school_class])
        own[key] = own.get(key, False) or one.part == Part.TEACHER
    people = _People(caller, roster)
    return [people.entry(person, places.get(person.key, {}), classes) for person in roster.people.values()]


class _People:
    """Those of the file beside those of the organisation: four statements."""

    def __init__(self, caller: Caller, roster: Roster) -> None:
        emails = Counter(person.email for person in roster.people.values() if person.email)
        self.times = emails
        self.standing = standing_of(caller, emails)
        self.members: dict[str, Membership] = members_at(caller, emails)
        self.invited: dict[str, Invitation] = {one.email.lower(): one for one in invitations_of(caller)}
        rows = GroupMembership.objects.within(caller).filter(membership__in=list(self.members.values()))
        self.placed = {(m, g): leads for m, g, leads in rows.values_list("membership_id", "group_id", "leads")}

    def entry(self, person: Person, places: dict[str, bool], classes: dict[str, Classroom]) -> Entry:
        leads = frozenset(key for key, is_lead in places.items() if is_lead)
        member = self.members.get(person.email)
        roles = frozenset({_ROLE[Part.TEACHER if leads else person.part]})
        if self.standing.get(person.email) == "invited":
            roles |= {Role(role) for role in self.invited[person.email].roles}
        fate = self._fate(person, places, leads, roles, classes)
        return Entry(person, tuple(places), leads, fate, roles, member.id if member else None)

    def _fate(
        self,
        person: Person,
        places: dict[str, bool],
        leads: frozenset[str],
        roles: frozenset[Role],
        classes: dict[str, Classroom],
    ) -> Fate:
        if not person.email:
            return Fate.NO_ADDRESS
        if self.times[person.email] > 1:
            return Fate.SAME_ADDRESS
        ids = {key: classes[key].group_id for key in places}
        match self.standing.get(person.email):
            case "suspended":
                return Fate.SUSPENDED
            case "member":
                return self._fate_of_member(self.members[person.email], places, leads, ids)
            case "invited":
                offered = set(self.invited[person.email].group_ids)
                has_all = set(ids.values()) <= offered or not roles <= set(_ROLE.values())  # somebody higher: by hand
                return Fate.THERE if has_all else Fate.INVITED_AGAIN
            case _:
                return Fate.INVITED

    def _fate_of_member(
        self, member: Membership, places: dict[str, bool], leads: frozenset[str], ids: dict[str, UUID | None]
    ) -> Fate:
        if leads and not {Role(role) for role in member.roles} & (LEADERS | GOVERNORS):
            return Fate.NO_TEACHER
        known = {key: self.placed.get((member.id, group_id)) for key, group_id in ids.items() if group_id}
        done = all(key in known and known[key] is not None and (known[key] or not places[key]) for key in places)
        return Fate.THERE if done else Fate.PLACED
