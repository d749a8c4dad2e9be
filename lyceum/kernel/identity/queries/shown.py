"""What programs are shown of organisations, members, groups and invitations: the same by REST and by GraphQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from lyceum.kernel.identity.models import Group, GroupMembership, Invitation, Membership, Organisation


@dataclass(frozen=True, slots=True)
class OrganisationView:
    id: UUID
    slug: str
    name: str
    kind: str
    description: str
    language: str
    time_zone: str
    hue: int
    domains: list[str]
    member_role: str
    is_public: bool

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        return cls(**{name: getattr(organisation, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An organisation of one's own, and one's roles there."""

    slug: str
    name: str
    roles: list[str]

    @classmethod
    def of(cls, place: Membership) -> Self:
        return cls(place.organisation.slug, place.organisation.name, place.roles)


@dataclass(frozen=True, slots=True)
class MemberGroupView:
    id: UUID
    name: str
    leads: bool


@dataclass(frozen=True, slots=True)
class MemberView:
    """``state``: active · suspended · expired"""

    id: UUID
    person_id: UUID
    name: str
    email: str
    title: str
    roles: list[str]
    groups: list[MemberGroupView]
    state: str
    expires_at: datetime | None
    joined_at: datetime

    @classmethod
    def of(cls, member: Membership) -> Self:
        """With its person and group places fetched before (``member_list``, ``member_of``)."""
        person = member.person
        return cls(
            id=member.id,
            person_id=person.id,
            name=str(person),
            email=person.email,
            title=member.title,
            roles=member.roles,
            groups=[MemberGroupView(p.group_id, p.group.name, p.leads) for p in member.group_places.all()],
            state=member.state,
            expires_at=member.expires_at,
            joined_at=member.created_at,
        )


@dataclass(frozen=True, slots=True)
class GroupView:
    id: UUID
    name: str
    description: str
    size: int

    @classmethod
    def of(cls, group: Group) -> Self:
        """As ``groups_for`` counts it; one that was just made is empty."""
        return cls(group.id, group.name, group.description, getattr(group, "size", 0))


@dataclass(frozen=True, slots=True)
class InvitationView:
    """``state``: open · expired · accepted · revoked. Never its link, which goes to the address alone."""

    id: UUID
    email: str
    name: str
    roles: list[str]
    group_ids: list[UUID]
    state: str
    sent_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        return cls(**{name: getattr(invitation, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class AcceptanceView:
    """The place that an accepted invitation gave."""

    membership_id: UUID
    roles: list[str]

    @classmethod
    def of(cls, member: Membership) -> Self:
        return cls(member.id, member.roles)


@dataclass(frozen=True, slots=True)
class GroupPlaceView:
    membership_id: UUID
    person_id: UUID
    name: str
    leads: bool

    @classmethod
    def of(cls, place: GroupMembership) -> Self:
        """With its membership and person fetched before (``group_for``)."""
        member = place.membership
        return cls(member.id, member.person_id, str(member.person), place.leads)
