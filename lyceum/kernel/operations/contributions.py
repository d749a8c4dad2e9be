from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry, PersonalRecords, PrivacyClass

_FLAG = dict.fromkeys(("id", "created_at", "code", "description", "on", "percentage"), PrivacyClass.NONE)
_MEASUREMENT = dict.fromkeys(
    (
        "id",
        "created_at",
        "minute",
        "requests",
        "errors",
        "p95_ms",
        "queue_depth",
        "queue_wait_seconds",
        "counted",
    ),
    PrivacyClass.NONE,
)

contributions = Contributions(
    menu=(
        MenuEntry(_("Running Lyceum"), "operations:health", "server", order=95, section="manage", for_operators=True),
    ),
    facts={
        "operations.flag_switched": _("Switched a feature"),
        "operations.flag_removed": _("Removed a feature's switch"),
        "operations.job_retried": _("Had a job run again"),
        "operations.job_cancelled": _("Cancelled a job"),
        "operations.operator_appointed": _("Appointed an operator"),
    },
    personal=(
        PersonalRecords(
            "operations.Flag",
            {**_FLAG, "organisation_ids": PrivacyClass.TECHNICAL, "person_ids": PrivacyClass.TECHNICAL},
        ),
        PersonalRecords("operations.Measurement", _MEASUREMENT),
    ),
)
