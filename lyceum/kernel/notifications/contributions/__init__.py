from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, NotificationKind
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

_IN_APP = frozenset({"in_app"})

contributions = Contributions(
    notifications=[
        NotificationKind("notifications.welcome", _("You join an organisation"), icon="hand-heart"),
        NotificationKind("notifications.member_joined", _("Somebody joins"), _IN_APP, icon="user-plus"),
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
    facts={
        "notifications.preference_chosen": _("Chose what to be told"),
        "notifications.unsubscribed": _("Unsubscribed from mails"),
    },
    personal=RECORDS,
)
