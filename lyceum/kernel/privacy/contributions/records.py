"""How this room's own rows belong to people."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_T, _N = PrivacyClass.TECHNICAL, PrivacyClass.NONE

RECORDS = (
    PersonalRecords(
        "privacy.Export",
        dict.fromkeys("id created_at person state percent file ready_at expires_at".split(), _T),
        owner="person",
        what=_("Copies of your data that you asked for. The archive itself is removed after seven days."),
    ),
    PersonalRecords(
        "privacy.Erasure",
        dict.fromkeys("id created_at person subject due_at cancelled_at done_at".split(), _T),
        owner="person",
        on_erasure="keep",
        kept_because=_("So that a restored backup forgets you again. It names nobody: it can only recognise."),
        what=_("Your wish to be forgotten, and when it was carried out."),
    ),
    PersonalRecords(
        "privacy.Seal",
        dict.fromkeys(
            "id created_at chain number rows root previous sealed_at last_at purged_through signature".split(), _N
        ),
        on_erasure="keep",
        kept_because=_("Digests only: they prove that nobody has rewritten the audit trail."),
    ),
)
