from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry, NotificationKind, Permission
from lyceum.kernel.foundation.rules.roles import GOVERNORS
from lyceum.kernel.foundation.rules.workflow import EMAIL, Tell
from lyceum.kernel.notifications.actions.forgetting import forget_mails
from lyceum.kernel.notifications.contributions.records import RECORDS
from lyceum.kernel.notifications.interface.subscribers import (
    send_invitation,
    tell_of_account,
    tell_of_restoration,
    tell_of_roles,
    tell_of_suspension,
    tell_owners,
    welcome_member,
)
from lyceum.kernel.notifications.permissions import FOLLOW
from lyceum.kernel.notifications.queries.measures import measures

_IN_APP = frozenset({"in_app"})

contributions = Contributions(
    permissions=[Permission(FOLLOW, _("Follow notifications and set up how they are sent"), GOVERNORS)],
    menu=[
        MenuEntry(
            _("How people are told"),
            "notifications:runs",
            "activity",
            "notifications.follow",
            order=70,
            section="manage",
        )
    ],
    notifications=[
        NotificationKind(
            "notifications.digest",
            _("What waited for your digest"),
            frozenset({"email"}),
            icon="newspaper",
            workflow=(Tell(EMAIL),),
        ),
        NotificationKind("notifications.welcome", _("You join an organisation"), icon="hand-heart"),
        NotificationKind("notifications.member_joined", _("Somebody joins"), _IN_APP | {"chat"}, icon="user-plus"),
        NotificationKind("notifications.roles_changed", _("Your roles change"), icon="user-cog"),
        NotificationKind("notifications.access_suspended", _("Your access ends"), critical=True, icon="shield-alert"),
        NotificationKind("notifications.access_restored", _("Your access is back"), critical=True, icon="shield-check"),
        NotificationKind(
            "notifications.organisation_suspended",
            _("An organisation of yours is suspended"),
            critical=True,
            icon="ban",
        ),
        NotificationKind(
            "notifications.organisation_restored",
            _("An organisation of yours goes on"),
            critical=True,
            icon="rotate-ccw",
        ),
        NotificationKind(
            "notifications.account_changed", _("Your account changes"), _IN_APP, critical=True, icon="key-round"
        ),
    ],
    subscribers={
        "identity.member_invited": [send_invitation],
        "identity.member_joined": [welcome_member],
        "identity.roles_changed": [tell_of_roles],
        "identity.member_suspended": [tell_of_suspension],
        "identity.member_restored": [tell_of_restoration],
        "identity.organisation_suspended": [tell_owners],
        "identity.organisation_restored": [tell_owners],
        "identity.password_changed": [tell_of_account],
        "identity.address_changed": [tell_of_account],
        "identity.factor_changed": [tell_of_account],
    },
    erase=forget_mails,
    measures=measures,
    facts={
        "notifications.preference_chosen": _("Chose what to be told"),
        "notifications.unsubscribed": _("Unsubscribed from mails"),
        "notifications.default_chosen": _("Chose what members are told"),
        "notifications.messages_resent": _("Sent messages again"),
        "notifications.device_registered": _("Had notifications sent to a device"),
        "notifications.device_forgotten": _("Had no more notifications sent to a device"),
        "notifications.phone_proved": _("Had text messages sent to their phone"),
        "notifications.phone_forgotten": _("Had no more text messages sent to their phone"),
        "notifications.quiet_hours_changed": _("Changed their quiet hours"),
        "notifications.chat_hook_kept": _("Set up a chat room to be told"),
        "notifications.chat_hook_removed": _("Removed a chat room to be told"),
        "notifications.address_stopped": _("An address takes no mail any more"),
    },
    personal=RECORDS,
)
