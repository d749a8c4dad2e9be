"""When a person wants peace, and when their digest comes."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.notifications.announcements import QuietHoursChanged
from lyceum.kernel.notifications.models import QuietHours


@transaction.atomic
def choose_quiet_hours(
    caller: Individual,
    *,
    starts_at: time | None,
    ends_at: time | None,
    days: list[int],
    holds_mail: bool,
    digest_at: time,
) -> QuietHours:
    """By the person's own clock: times of another zone would be somebody else's."""
    if any(given is not None and given.tzinfo for given in (starts_at, ends_at, digest_at)):
        raise Invalid(_("Give times of your own clock, like 22:00, without a time zone."))
    if (starts_at is None) != (ends_at is None) or (starts_at is not None and starts_at == ends_at):
        message = _("Give both a beginning and an end, or neither.")
        raise Invalid(message, fields={"ends_at": [message]})
    kept, _is_new = QuietHours.objects.update_or_create(
        person_id=caller.person_id,
        defaults={
            "starts_at": starts_at,
            "ends_at": ends_at,
            "days": sorted(set(days) & set(range(7))),
            "holds_mail": holds_mail,
            "digest_at": digest_at,
        },
    )
    announce(caller, QuietHoursChanged())
    return kept
