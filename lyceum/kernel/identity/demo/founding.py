"""An organisation is opened, people are invited and come, groups fill: through the actions that anybody uses."""

from datetime import timedelta

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.actions.group import make_group, place_member
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.actions.membership import set_end, suspend_member
from lyceum.kernel.identity.actions.organisation import OrganisationChanges, open_organisation
from lyceum.kernel.identity.demo.arriving import come_one_by_one, come_together
from lyceum.kernel.identity.demo.cast import Cast
from lyceum.kernel.identity.demo.script import InvitationScript, Script, email_of
from lyceum.kernel.identity.models import Membership

OPENED = 66


def found(cast: Cast, script: Script) -> None:
    with cast.acting(OPENED, hour=10):
        _open(cast, script)
        _make_groups(cast, script)
    with cast.acting(OPENED - 1):
        _invite_one_by_one(cast, script)
    with cast.acting(OPENED - 2, hour=11, quietly=True):
        _invite_the_list(cast, script)
    come_one_by_one(cast, script, OPENED - 1)
    come_together(cast, script, OPENED - 2)
    _name_titles(cast, script)
    with cast.acting(OPENED - 3, hour=17):
        _put_leaders_in_place(cast, script)
    for invitation in script.invitations:
        with cast.acting(invitation.days_ago, hour=14, with_mail=True):
            _invite_later(cast, script, invitation)
    _lose_somebody(cast, script)


def _open(cast: Cast, script: Script) -> None:
    cast.person(script.owner, script)
    wish = OrganisationChanges(
        name=script.name,
        kind=script.kind,
        description=script.description.strip(),
        language=script.language,
        time_zone=script.time_zone,
        hue=script.hue,
        domains=script.domains,
        member_role=script.participant,
    )
    cast.organisations[script.slug] = open_organisation(cast.individual(script.owner), script.slug, wish)


def _make_groups(cast: Cast, script: Script) -> None:
    owner = cast.caller(script.owner, script.slug)
    for group in script.groups:
        make_group(owner, group.name, group.description)


def _invite_one_by_one(cast: Cast, script: Script) -> None:
    owner = cast.caller(script.owner, script.slug)
    ids = {name: group.id for name, group in cast.groups(script.slug).items()}
    for name in sorted(script.early):
        groups = [ids[group.name] for group in script.groups if name in group.members]
        invite(owner, email_of(name), name=name, roles=script.roles[name], group_ids=groups)


def _invite_the_list(cast: Cast, script: Script) -> None:
    """From the list that the office had in a spreadsheet."""
    lines = [
        f"{email_of(name)},{name},{script.roles[name][0]},"
        + "|".join(group.name for group in script.groups if name in group.members)
        for name in script.listed
    ]
    invite_list(cast.caller(script.owner, script.slug), "\n".join(["email,name,role,group", *lines]))


def _name_titles(cast: Cast, script: Script) -> None:
    organisation = cast.organisations[script.slug]
    with scope.entered(organisation.id):
        for name, title in script.titles.items():
            Membership.objects.filter(organisation=organisation, person=cast.people[name]).update(title=title)


def _put_leaders_in_place(cast: Cast, script: Script) -> None:
    owner, members, groups = (
        cast.caller(script.owner, script.slug),
        cast.members(script.slug),
        cast.groups(script.slug),
    )
    for group in script.groups:
        for name in group.leads:
            place_member(owner, groups[group.name].id, members[name].id, leads=True)


def _invite_later(cast: Cast, script: Script, invitation: InvitationScript) -> None:
    inviter = cast.caller(script.staff["administrator"][0], script.slug)
    ids = [cast.groups(script.slug)[name].id for name in invitation.groups]
    invite(inviter, invitation.email, name=invitation.name, roles=[invitation.role], group_ids=ids)


def _lose_somebody(cast: Cast, script: Script) -> None:
    """One participant is suspended, another stays only until the end of next month."""
    members = cast.members(script.slug)
    last, before = [name for name, roles in script.roles.items() if roles == [script.participant]][-1:-3:-1]
    with cast.acting(11, hour=15):
        administrator = cast.caller(script.staff["administrator"][0], script.slug)
        set_end(administrator, members[before].id, cast.day(-30) + timedelta(hours=12))
        suspend_member(administrator, members[last].id)
