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
    personal=(
        PersonalRecords(
            "operations.Flag",
            {**_FLAG, "organisation_ids": PrivacyClass.TECHNICAL, "person_ids": PrivacyClass.TECHNICAL},
        ),
        PersonalRecords("operations.Measurement", _MEASUREMENT),
    ),
)
