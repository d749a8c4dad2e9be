"""Who asks, for which organisation. The first argument of every action and query."""

from dataclasses import dataclass, field
from uuid import UUID

from lyceum.kernel.foundation.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Origin:
    """From where: the truncated network (never the whole address), the kind of client, the request."""

    network: str = ""
    client: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Nobody in particular. Only public actions and queries accept one."""

    organisation_id: UUID | None = None
    language: str = "en"
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Individual:
    """A signed-in person, in no organisation: their account, the organisations they may open."""

    person_id: UUID
    language: str = "en"
    time_zone: str = "UTC"
    is_operator: bool = False
    sign_in: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller(Individual):
    """A signed-in, active member of the organisation in whose name everything is read and done."""

    organisation_id: UUID
    membership_id: UUID
    roles: frozenset[Role]
    permissions: frozenset[str]
    group_ids: frozenset[UUID] = frozenset()

    def may(self, permission: str) -> bool:
        return permission in self.permissions


Anyone = Visitor | Individual | Caller
