"""The demo as it is written down: one TOML file per organisation."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lyceum.kernel.foundation.rules.normal import normal

HERE = Path(__file__).parent
DOMAIN = "demo.lyceum.example"


@dataclass(frozen=True, slots=True)
class GroupScript:
    name: str
    description: str
    leads: list[str]
    members: list[str]


@dataclass(frozen=True, slots=True)
class InvitationScript:
    name: str
    email: str
    role: str
    groups: list[str]
    days_ago: int


@dataclass(frozen=True, slots=True)
class Script:
    """``staff``: role → names, the owner first. Everybody else in a group is a participant.

    ``one_by_one``: the staff is invited and comes so; otherwise everybody is on the list.
    """

    slug: str
    name: str
    kind: str
    language: str
    time_zone: str
    hue: int
    domains: list[str]
    description: str
    staff: dict[str, list[str]]
    participant: str
    groups: list[GroupScript]
    invitations: list[InvitationScript]
    titles: dict[str, str] = field(default_factory=dict)
    one_by_one: bool = False

    @property
    def owner(self) -> str:
        return self.staff["owner"][0]

    @property
    def early(self) -> set[str]:
        """Who is invited and comes one by one."""
        names = {name for names in self.staff.values() for name in names} if self.one_by_one else set()
        return names - {self.owner}

    @property
    def listed(self) -> list[str]:
        return [name for name in self.roles if name != self.owner and name not in self.early]

    @property
    def roles(self) -> dict[str, list[str]]:
        """Name → roles, in the order of the script."""
        found: dict[str, list[str]] = {}
        for role, names in self.staff.items():
            for name in names:
                found.setdefault(name, []).append(role)
        for group in self.groups:
            for name in group.members:
                found.setdefault(name, [self.participant])
        return found


@cache
def scripts() -> tuple[Script, ...]:
    return tuple(_read(HERE / f"{slug}.toml") for slug in ("ampere", "babel", "nordic", "northside"))


def email_of(name: str) -> str:
    """``Étienne Da Silva`` → ``etienne.da-silva@…``"""
    first, _, rest = normal(name).replace("ø", "o").partition(" ")
    return f"{first}.{rest.replace(' ', '-')}@{DOMAIN}"


def _read(path: Path) -> Script:
    text = tomllib.loads(path.read_text())
    groups = [GroupScript(**group) for group in text.pop("groups")]
    invitations = [InvitationScript(**invitation) for invitation in text.pop("invitations")]
    participant = text.pop("participants")["role"]
    return Script(**text, groups=groups, invitations=invitations, participant=participant)
