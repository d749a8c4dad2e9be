"""Change a member's roles, suspend, restore, end or remove them. An owner always remains."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.access import cut_access
from lyceum.kernel.identity.actions.invitation import withdraw_invitations
from lyceum.kernel.identity.actions.seat import refuse_beyond_seats
from lyceum.kernel.identity.announcements import (
    MemberChanged,
    MemberRemoved,
    MemberRestored,
    MembershipEndSet,
    MemberSuspended,
    RolesChanged,
)
from lyceum.kernel.identity.models import Membership, Organisation, Person
from lyceum.kernel.identity.permissions import may_give, may_manage, roles_of
from lyceum.kernel.identity.queries.caller import as_member
from lyceum.kernel.identity.queries.membership import member_of
from lyceum.kernel.identity.queries.organisation import memberships_of
from lyceum.kernel.identity.rules.roles import grantable, keeps_an_owner, roles_named

_ABOVE_YOU = _("Their role is above yours: ask an owner.")
_NOT_YOURSELF = _("You cannot do this to yourself. Leave the organisation instead.")


def change_roles(caller: Caller, membership_id: UUID, roles: Iterable[str]) -> Membership:
    wanted = _chosen(roles)
    with transaction.atomic():
        member = _held(caller, membership_id)
        before = roles_of(member)
        refuse_unless(may_give(caller, member, wanted), _("You can only give and take roles up to your own."))
        if wanted == before:
            return member
        if Role.OWNER in wanted and member.expires_at:
            raise Conflict(_("An owner's membership has no end. Take its end away first."))
        _keep_an_owner(caller, member, still_owns=Role.OWNER in wanted)
        member.roles = sorted(wanted)
        member.save(update_fields=["roles"])
        refuse_beyond_seats(caller.organisation_id, wanted - before)
        announce(caller, RolesChanged(member.id, member.person_id, sorted(wanted - before), sorted(before - wanted)))
        if before - wanted:
            _after_loss(caller, member, grantable(wanted))
    return member


def set_title(caller: Caller, membership_id: UUID, title: str) -> Membership:
    """What stands beside their name: «Head of mathematics»."""
    title = title.strip()
    if len(title) > 120:
        raise Invalid(_("Use at most 120 characters."), fields={"title": [_("Use at most 120 characters.")]})
    with transaction.atomic():
        member = _held(caller, membership_id)
        refuse_unless(may_manage(caller, member), _ABOVE_YOU)
        if title != member.title:
            member.title = title
            member.save(update_fields=["title"])
            announce(caller, MemberChanged(member.id, member.person_id))
    return member


def suspend_member(caller: Caller, membership_id: UUID) -> Membership:
    with transaction.atomic():
        member = _managed(caller, membership_id)
        if member.suspended_at is None:
            _keep_an_owner(caller, member, still_owns=False)
            member.suspended_at = timezone.now()
            member.save(update_fields=["suspended_at"])
            announce(caller, MemberSuspended(member.id, member.person_id))
            _after_loss(caller, member, frozenset())
    return member


def restore_member(caller: Caller, membership_id: UUID) -> Membership:
    with transaction.atomic():
        member = _managed(caller, membership_id)
        if member.suspended_at is not None:
            member.suspended_at = None
            member.save(update_fields=["suspended_at"])
            refuse_beyond_seats(caller.organisation_id, member.roles)
            announce(caller, MemberRestored(member.id, member.person_id))
    return member


def set_end(caller: Caller, membership_id: UUID, expires_at: datetime | None) -> Membership:
    """From then on the member has no access; ``None``: it has no end."""
    with transaction.atomic():
        member = _managed(caller, membership_id)
        if expires_at and Role.OWNER in roles_of(member):
            raise Conflict(_("An owner's membership has no end. Take the role of owner away first."))
        if expires_at != member.expires_at:
            member.expires_at = expires_at
            member.save(update_fields=["expires_at"])
            refuse_beyond_seats(caller.organisation_id, member.roles if member.is_active else ())
            until = expires_at.date().isoformat() if expires_at else ""
            announce(caller, MembershipEndSet(member.id, member.person_id, until))
    return member


def remove_member(caller: Caller, membership_id: UUID) -> None:
    with transaction.atomic():
        member = _managed(caller, membership_id)
        _remove(caller, member, left=False)


def leave_organisation(caller: Caller) -> None:
    """Anybody may, but for the last owner."""
    with transaction.atomic():
        _remove(caller, _held(caller, caller.membership_id), left=True)


def sort_again(caller: Individual) -> None:
    """After a change of the caller's name: they are sorted and found under the new one, in every organisation."""
    person = Person.objects.get(id=caller.person_id)
    with transaction.atomic():
        Membership.objects.own(caller).update(sort_key=normal(str(person)))
        for place in memberships_of(caller):
            with scope.entered(place.organisation_id, caller.person_id):
                announce(as_member(caller, place.organisation), MemberChanged(place.id, caller.person_id))


def _chosen(roles: Iterable[str]) -> frozenset[Role]:
    try:
        chosen = roles_named(roles)
    except ValueError:
        chosen = frozenset()
    if not chosen:
        raise Invalid(_("Choose at least one role."), fields={"roles": [_("Choose at least one role.")]})
    return chosen


def _remove(caller: Caller, member: Membership, *, left: bool) -> None:
    _keep_an_owner(caller, member, still_owns=False)
    announce(caller, MemberRemoved(member.id, member.person_id, left))
    _after_loss(caller, member, frozenset())
    member.delete()


def _managed(caller: Caller, membership_id: UUID) -> Membership:
    member = _held(caller, membership_id)
    if member.id == caller.membership_id:
        raise Conflict(_NOT_YOURSELF)
    refuse_unless(caller.may("identity.manage_members"))
    refuse_unless(may_manage(caller, member), _ABOVE_YOU)
    return member


def _held(caller: Caller, membership_id: UUID) -> Membership:
    """Read behind the organisation's lock: two owners who step down at once do so one after the other."""
    Organisation.objects.select_for_update(no_key=True).get(id=caller.organisation_id)
    return member_of(caller, membership_id)


def _keep_an_owner(caller: Caller, member: Membership, *, still_owns: bool) -> None:
    if Role.OWNER not in roles_of(member):
        return
    others = Membership.objects.within(caller).owning().exclude(id=member.id).count()
    if not keeps_an_owner(others, still_owns):
        raise Conflict(_("An organisation needs an owner. Make somebody else an owner first."), code="last_owner")


def _after_loss(caller: Caller, member: Membership, still_grants: frozenset[Role]) -> None:
    """Sockets end, and so do invitations that they could not send any more."""
    cut_access(caller, [member.person_id])
    withdraw_invitations(caller, member.person_id, still_grants)
