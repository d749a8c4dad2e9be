from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry, NotificationKind, Permission
from lyceum.kernel.foundation.rules.roles import GOVERNORS
from lyceum.kernel.privacy.actions.forgetting import forget_jobs
from lyceum.kernel.privacy.contributions.borrowed import BORROWED
from lyceum.kernel.privacy.contributions.records import RECORDS

contributions = Contributions(
    permissions=(Permission("privacy.audit", _("Read the audit trail"), GOVERNORS),),
    menu=(
        MenuEntry(_("Audit trail"), "privacy:trail", "scroll-text", "privacy.audit", order=85, section="manage"),
        MenuEntry(_("Your data"), "privacy:privacy", "database", order=40, section="account"),
        MenuEntry(_("Your activity"), "privacy:activity", "history", order=50, section="account"),
    ),
    notifications=(
        NotificationKind("privacy.export_ready", _("The copy of your data is ready"), icon="download"),
        NotificationKind("privacy.erasure_requested", _("Your account will be deleted"), critical=True, icon="trash-2"),
    ),
    personal=RECORDS + BORROWED,
    facts={
        "privacy.export_requested": _("Asked for a copy of their data"),
        "privacy.export_ready": _("The copy of their data was made"),
        "privacy.erasure_requested": _("Asked for their account to be deleted"),
        "privacy.erasure_cancelled": _("Kept their account after all"),
        "privacy.member_erased": _("A member was erased at their own wish"),
        "privacy.person_erased": _("A person was erased at their own wish"),
        "privacy.trail_exported": _("Took the audit trail away"),
        "privacy.trail_purged": _("Old facts of the audit trail were removed"),
    },
    erase=forget_jobs,
)
