from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, PersonalRecords, PrivacyClass

_CONTENT, _TECHNICAL, _NONE = PrivacyClass.CONTENT, PrivacyClass.TECHNICAL, PrivacyClass.NONE

_ANNOUNCEMENT = "id created_at organisation person_id kind payload network client request_id".split()
_KEPT_ANSWER = "id created_at person_id key fingerprint status".split()
_RECEIPT = "id announcement_id subscriber received_at".split()
_BUCKET = "digest tokens granted filled_at full_at".split()

contributions = Contributions(
    personal=[
        PersonalRecords(
            "foundation.Announcement",
            dict.fromkeys(_ANNOUNCEMENT, _TECHNICAL),
            owner="person_id",
            on_erasure="keep",
            kept_because=_(
                "The audit trail cannot be changed. It holds a number in place of your name, and no contents."
            ),
            what=_("What you did, when and from which shortened network: the audit trail."),
        ),
        PersonalRecords(
            "foundation.KeptAnswer",
            {**dict.fromkeys(_KEPT_ANSWER, _TECHNICAL), "body": _CONTENT},
            owner="person_id",
            what=_("Answers to calls of the API, for a day, so that a repeated call does nothing twice."),
        ),
        PersonalRecords("foundation.Receipt", dict.fromkeys(_RECEIPT, _NONE)),
        PersonalRecords("foundation.Bucket", dict.fromkeys(_BUCKET, _NONE)),
    ]
)
