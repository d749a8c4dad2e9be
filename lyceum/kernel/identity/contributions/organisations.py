"""What the organisations' half gives: permissions, menu, *Today*, badges, the privacy of its rows."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import MenuEntry, Permission, TodayItem
from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, LEADERS, STAFF, Role
from lyceum.kernel.identity.queries.invitation import expired_count

PERMISSIONS = (
    Permission("identity.own_organisation", _("Hand over or close the organisation"), frozenset({Role.OWNER})),
    Permission("identity.change_organisation", _("Change the organisation's settings"), GOVERNORS),
    Permission("identity.manage_members", _("Change roles, suspend and remove members"), GOVERNORS),
    Permission("identity.invite_members", _("Invite people"), GOVERNORS | LEADERS),
    Permission("identity.see_members", _("See the list of members"), STAFF),
    Permission("identity.change_any_group", _("Change every group"), GOVERNORS),
    Permission("identity.make_groups", _("Make groups and change those they lead"), GOVERNORS | LEADERS),
    Permission("identity.see_own_groups", _("See the groups they are in"), EVERYONE),
)

MENU = (
    MenuEntry(_("Members"), "identity:members", "users", "identity.see_members", order=60, section="manage"),
    MenuEntry(_("Groups"), "identity:groups", "layers", order=40),
    MenuEntry(_("Roles"), "identity:roles", "shield-check", "identity.see_members", order=70, section="manage"),
    MenuEntry(
        _("Settings"), "identity:settings", "settings", "identity.change_organisation", order=90, section="manage"
    ),
)


def today(caller: Caller) -> Iterator[TodayItem]:
    """For whoever invites: the letters that nobody answered in time."""
    expired = expired_count(caller) if caller.may("identity.invite_members") else 0
    if expired:
        title = ngettext("%(count)s invitation has expired", "%(count)s invitations have expired", expired)
        yield TodayItem(
            title=title % {"count": expired},
            url=reverse("identity:invitations"),
            icon="mail",
            detail=str(_("Send them again, or take them back.")),
            urgency=1,
        )
