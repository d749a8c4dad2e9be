"""Make, rename and delete groups; place members in them and take them out."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce, announce_all
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Message, NotFound
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.identity.announcements import (
    GroupChanged,
    GroupDeleted,
    GroupMade,
    MemberPlacedInGroup,
    MemberTakenOutOfGroup,
)
from lyceum.kernel.identity.models import Group, GroupMembership, Membership
from lyceum.kernel.identity.permissions import may_change_group, may_make_groups, roles_of
from lyceum.kernel.identity.queries.group import group_for
from lyceum.kernel.identity.queries.membership import member_of, members_of


def make_group(caller: Caller, name: str, description: str = "") -> Group:
    """A teacher or coach leads the group that they make."""
    with transaction.atomic():
        refuse_unless(may_make_groups(caller))
        group = Group(organisation_id=caller.organisation_id)
        _write(group, name, description)
        announce(caller, GroupMade(group.id))
        if caller.roles & LEADERS and not caller.roles & GOVERNORS:
            _place(caller, group, member_of(caller, caller.membership_id), leads=True)
    return group


def change_group(caller: Caller, group_id: UUID, name: str, description: str) -> Group:
    with transaction.atomic():
        group = _changeable(caller, group_id)
        if (group.name, group.description) != (name.strip(), description.strip()):
            _write(group, name, description)
            announce(caller, GroupChanged(group.id))
    return group


def delete_group(caller: Caller, group_id: UUID) -> None:
    """Its members stay members."""
    with transaction.atomic():
        group = _changeable(caller, group_id)
        announce(caller, GroupDeleted(group.id))
        group.delete()


def place_member(caller: Caller, group_id: UUID, membership_id: UUID, *, leads: bool = False) -> GroupMembership:
    """Again with another ``leads``: changes it. Only a teacher, a coach, an organiser or a governor leads."""
    with transaction.atomic():
        group = _changeable(caller, group_id)
        member = member_of(caller, membership_id)
        if leads and not roles_of(member) & (LEADERS | GOVERNORS):
            raise Conflict(_("Only teachers, coaches, organisers and administrators lead a group."))
        return _place(caller, group, member, leads=leads)


def place_members(caller: Caller, wanted: Mapping[tuple[UUID, UUID], bool]) -> int:
    """Many at once: (group, membership) → whether they lead, all active members of here. How many were new.

    Whoever is in the group already stays as they are, unless they lead from now on.
    """
    with transaction.atomic():
        asked = {group_id for group_id, _ in wanted}
        groups = list(Group.objects.within(caller).filter(id__in=asked))
        if len(groups) < len(asked):
            raise NotFound(_("There is no such group in this organisation."))
        for group in groups:
            refuse_unless(may_change_group(caller, group))
        keys = {key for _, key in wanted}
        members = {member.id: member for member in members_of(caller).filter(id__in=keys)}
        if len(members) < len(keys):
            raise NotFound(_("There is no such member in this organisation."))
        rows = GroupMembership.objects.within(caller).filter(group_id__in=asked)
        known = {(place.group_id, place.membership_id): place for place in rows}
        facts: list[MemberPlacedInGroup] = []
        new: list[GroupMembership] = []
        risen: list[GroupMembership] = []
        for (group_id, key), leads in wanted.items():
            place, leads = known.get((group_id, key)), leads and bool(roles_of(members[key]) & (LEADERS | GOVERNORS))
            if place and (place.leads or not leads):
                continue
            made = place or GroupMembership(
                organisation_id=caller.organisation_id, group_id=group_id, membership_id=key
            )
            made.leads = leads
            (risen if place else new).append(made)
            facts.append(MemberPlacedInGroup(group_id, key, members[key].person_id, leads))
        GroupMembership.objects.bulk_create(new)
        GroupMembership.objects.bulk_update(risen, ["leads"])
        announce_all(caller, facts)
    return len(new)


def take_out(caller: Caller, group_id: UUID, membership_id: UUID) -> None:
    with transaction.atomic():
        group = _changeable(caller, group_id)
        place = GroupMembership.objects.within(caller).filter(group=group, membership_id=membership_id)
        for found in place.select_related("membership"):
            announce(caller, MemberTakenOutOfGroup(group.id, found.membership_id, found.membership.person_id))
            found.delete()


def _changeable(caller: Caller, group_id: UUID) -> Group:
    group = group_for(caller, group_id)
    refuse_unless(may_change_group(caller, group), _("Only those who lead a group, and administrators, change it."))
    return group


def _write(group: Group, name: str, description: str) -> None:
    group.name, group.description = name.strip(), description.strip()
    group.sort_key = normal(group.name)
    if not group.sort_key or len(group.name) > 120:
        raise _wrong("name", _("Give a name of 1 to 120 characters."))
    if len(group.description) > 300:
        raise _wrong("description", _("Use at most 300 characters."))
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        message = _("There is already a group of this name.")
        raise Conflict(message, fields={"name": [message]}) from error


def _wrong(field: str, message: Message) -> Invalid:
    return Invalid(message, fields={field: [message]})


def _place(caller: Caller, group: Group, member: Membership, *, leads: bool) -> GroupMembership:
    before = GroupMembership.objects.within(caller).filter(group=group, membership=member).first()
    if before and before.leads == leads:
        return before
    place = before or GroupMembership(organisation_id=caller.organisation_id, group=group, membership=member)
    place.leads = leads
    place.save()
    announce(caller, MemberPlacedInGroup(group.id, member.id, member.person_id, leads))
    return place
