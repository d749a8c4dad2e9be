"""Everybody accepts their invitation: some one by one, as people do, the others a dayful at a time.

An act with its consequences is some sixty statements; a hundred of them would make whoever tries Lyceum wait.
"""

from dataclasses import asdict
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import kind_of
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.identity.actions.acceptance import accept_invitation
from lyceum.kernel.identity.announcements import MemberJoined
from lyceum.kernel.identity.demo.cast import AT_HOME, Cast
from lyceum.kernel.identity.demo.script import Script, email_of
from lyceum.kernel.identity.models import GroupMembership, Invitation, Membership
from lyceum.kernel.identity.rules.token import token_of


def come_one_by_one(cast: Cast, script: Script, invited: int) -> None:
    """The next days; ``invited``: how many days ago they were."""
    for number, name in enumerate(name for name in script.roles if name in script.early):
        with cast.acting(invited - 1 - number % 2, hour=8 + number, minute=number * 7 % 60):
            newcomer = cast.individual(cast.person(name, script).name)
            organisation = cast.organisations[script.slug]
            with scope.entered(organisation.id, newcomer.person_id):
                invitation = Invitation.objects.get(organisation=organisation, email=email_of(name))
                token = token_of(settings.SECRET_KEY, invitation.id, invitation.nonce)
                accept_invitation(newcomer, organisation.id, token, other_address=False)


def come_together(cast: Cast, script: Script, invited: int) -> None:
    """Most within three days, a few after a week."""
    names = script.listed
    days = {name: invited - (1 + number % 3 if number % 7 else 6) for number, name in enumerate(names)}
    for day, arriving in groupby(sorted(names, key=days.__getitem__, reverse=True), key=days.__getitem__):
        with cast.acting(day, hour=16, quietly=True), transaction.atomic():
            _arrive(cast, script, list(arriving))


def _arrive(cast: Cast, script: Script, names: list[str]) -> None:
    organisation = cast.organisations[script.slug]
    cast.people_of(names, script)
    with scope.entered(organisation.id):
        members = [
            Membership(
                organisation=organisation,
                person=cast.people[name],
                roles=script.roles[name],
                sort_key=normal(name),
            )
            for name in names
        ]
        Membership.objects.bulk_create(members)
        groups = cast.groups(script.slug)
        GroupMembership.objects.bulk_create(
            GroupMembership(organisation=organisation, group=groups[group.name], membership=member)
            for member in members
            for group in script.groups
            if member.person.name in group.members
        )
        _accept(cast, members)


def _accept(cast: Cast, members: list[Membership]) -> None:
    """And the trail says so."""
    waiting = {invitation.email: invitation for invitation in Invitation.objects.waiting()}
    for member in members:
        invitation = waiting[member.person.email]
        invitation.accepted_at, invitation.accepted_by = timezone.now(), member.person
    Invitation.objects.bulk_update(waiting.values(), ["accepted_at", "accepted_by"])
    Announcement.objects.bulk_create(
        Announcement(
            organisation_id=member.organisation_id,
            person_id=member.person_id,
            kind=kind_of(MemberJoined),
            payload={
                "membership_id": str(member.id),
                "member_person_id": str(member.person_id),
                "roles": member.roles,
            },
            **asdict(AT_HOME),
        )
        for member in members
    )
