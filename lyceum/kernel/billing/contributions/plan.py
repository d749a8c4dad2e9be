from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.interface.subscribers import tell_new_teacher, tell_newcomer, tell_teachers
from lyceum.kernel.foundation.rules.contribution import (
    MenuEntry,
    NotificationKind,
    Permission,
    PersonalRecords,
    PrivacyClass,
)
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role

PERMISSIONS = [
    Permission("billing.see_plan", _("See the plan and what is used of it"), GOVERNORS | {Role.TEACHER}),
    Permission("billing.choose_plan", _("Choose the plan"), frozenset({Role.OWNER})),
]
MENU = [MenuEntry(_("Plan"), "billing:plan", "credit-card", "billing.see_plan", order=80, section="manage")]
NOTIFICATIONS = [
    NotificationKind(
        "billing.access", _("What you may do under the plan"), icon="credit-card", sample={"plan": "school"}
    )
]
SUBSCRIBERS = {
    "billing.plan_chosen": [tell_teachers],
    "billing.plan_granted": [tell_teachers],
    "identity.member_joined": [tell_newcomer],
    "identity.roles_changed": [tell_new_teacher],
}
FACTS = {
    "billing.plan_chosen": _("Chose another plan"),
    "billing.plan_granted": _("Was granted a plan"),
}
RECORDS = [
    PersonalRecords(
        "billing.OrganisationPlan",
        dict.fromkeys("id created_at organisation plan since until granted".split(), PrivacyClass.NONE),
    )
]
