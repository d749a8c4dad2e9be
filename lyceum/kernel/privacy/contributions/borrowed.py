"""The tables that come with libraries and that no other room answers for."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_N = PrivacyClass.NONE
_PLAIN = _("It says nothing about a person.")
_QUEUE = _("Jobs carry ids, never contents. Those that carry yours are removed with your account.")


def _nobodys(model: str, fields: str, because: object = _PLAIN) -> PersonalRecords:
    return PersonalRecords(model, dict.fromkeys(fields.split(), _N), on_erasure="keep", kept_because=because)


BORROWED = (
    _nobodys(
        "procrastinate.ProcrastinateJob",
        "id queue_name task_name priority lock args status scheduled_at attempts queueing_lock abort_requested worker",
        _QUEUE,
    ),
    _nobodys("procrastinate.ProcrastinateEvent", "id job type at"),
    _nobodys("procrastinate.ProcrastinatePeriodicDefer", "id task_name defer_timestamp job periodic_id"),
    _nobodys("procrastinate.ProcrastinateWorker", "id last_heartbeat"),
    _nobodys("contenttypes.ContentType", "id app_label model"),
    _nobodys("auth.Permission", "id name content_type codename"),
    _nobodys("auth.Group", "id name"),
    _nobodys("auth.Group_permissions", "id group permission"),
)
