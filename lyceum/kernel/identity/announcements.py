"""What has happened to organisations, their members, groups and invitations, and to accounts: ids and plain labels."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class OrganisationOpened:
    organisation_id: UUID
    slug: str
    kind: str


@dataclass(frozen=True)
class OrganisationChanged:
    organisation_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class OrganisationClosed:
    organisation_id: UUID


@dataclass(frozen=True)
class OrganisationReopened:
    organisation_id: UUID


@dataclass(frozen=True)
class OrganisationSuspended:
    """By whoever runs the installation."""

    organisation_id: UUID


@dataclass(frozen=True)
class OrganisationRestored:
    organisation_id: UUID


@dataclass(frozen=True)
class OwnershipHandedOver:
    organisation_id: UUID
    to_person_id: UUID


@dataclass(frozen=True)
class MemberInvited:
    """Room ``notifications`` sends the letter: see ``queries.invitation.invitation_letter``."""

    invitation_id: UUID
    roles: list[str]
    again: bool = False


@dataclass(frozen=True)
class InvitationRevoked:
    invitation_id: UUID


@dataclass(frozen=True)
class InvitationAccepted:
    invitation_id: UUID
    membership_id: UUID
    under_other_address: bool


@dataclass(frozen=True)
class MemberJoined:
    membership_id: UUID
    member_person_id: UUID
    roles: list[str]


@dataclass(frozen=True)
class MemberChanged:
    """What is said of them has changed: their name, their title."""

    membership_id: UUID
    member_person_id: UUID


@dataclass(frozen=True)
class RolesChanged:
    membership_id: UUID
    member_person_id: UUID
    given: list[str]
    taken: list[str]


@dataclass(frozen=True)
class MemberSuspended:
    membership_id: UUID
    member_person_id: UUID


@dataclass(frozen=True)
class MemberRestored:
    membership_id: UUID
    member_person_id: UUID


@dataclass(frozen=True)
class MembershipEndSet:
    """``expires_on`` is empty when it no longer ends."""

    membership_id: UUID
    member_person_id: UUID
    expires_on: str


@dataclass(frozen=True)
class MembershipExpired:
    membership_id: UUID
    member_person_id: UUID


@dataclass(frozen=True)
class MemberRemoved:
    """``left``: by their own will."""

    membership_id: UUID
    member_person_id: UUID
    left: bool = False


@dataclass(frozen=True)
class GroupMade:
    group_id: UUID


@dataclass(frozen=True)
class GroupChanged:
    group_id: UUID


@dataclass(frozen=True)
class GroupDeleted:
    group_id: UUID


@dataclass(frozen=True)
class MemberPlacedInGroup:
    group_id: UUID
    membership_id: UUID
    member_person_id: UUID
    leads: bool


@dataclass(frozen=True)
class MemberTakenOutOfGroup:
    group_id: UUID
    membership_id: UUID
    member_person_id: UUID


@dataclass(frozen=True)
class PersonJoined:
    """An account was made; its address is not proved yet."""

    joined_id: UUID


@dataclass(frozen=True)
class PersonVerified:
    """The person has proved their address for the first time: the moment to welcome them."""

    verified_id: UUID


@dataclass(frozen=True)
class UnprovedAccountCleared:
    """Whoever made the account before its address was proved may have been somebody else."""

    cleared_id: UUID


@dataclass(frozen=True)
class SignedIn:
    sign_in_id: UUID
    kind: str
    method: str


@dataclass(frozen=True)
class SignInRefused:
    """A wrong password or code. ``reason``: password · code · outside."""

    reason: str


@dataclass(frozen=True)
class SignInEnded:
    """``reason``: signed_out · ended · credentials · suspended · token_reused."""

    sign_in_id: UUID
    ended_person_id: UUID
    reason: str


@dataclass(frozen=True)
class PasswordChanged:
    changed_id: UUID


@dataclass(frozen=True)
class AddressChanged:
    changed_id: UUID


@dataclass(frozen=True)
class FactorChanged:
    """``factor``: totp · webauthn · recovery_codes. ``change``: added · removed · renewed."""

    changed_id: UUID
    factor: str
    change: str


@dataclass(frozen=True)
class OutsideAccountChanged:
    """``change``: linked · unlinked."""

    changed_id: UUID
    provider: str
    change: str


@dataclass(frozen=True)
class ProfileChanged:
    changed_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class PersonSuspended:
    suspended_id: UUID


@dataclass(frozen=True)
class PersonRestored:
    restored_id: UUID
