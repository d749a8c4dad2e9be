from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.operations.announcements import FlagRemoved, FlagSwitched
from lyceum.kernel.operations.models import Flag
from lyceum.kernel.operations.permissions import may_operate


def switch_flag(
    caller: Individual,
    code: str,
    *,
    on: bool,
    percentage: int = 0,
    description: str = "",
    organisation_ids: Sequence[UUID] = (),
    person_ids: Sequence[UUID] = (),
) -> Flag:
    """Make the flag what is said here, whether it existed or not."""
    with transaction.atomic():
        refuse_unless(may_operate(caller))
        if not 0 <= percentage <= 100:
            message = _("A share lies between 0 and 100 percent.")
            raise Invalid(message, fields={"percentage": [message]})
        flag, _made = Flag.objects.update_or_create(
            code=code,
            defaults={
                "on": on,
                "percentage": percentage,
                "description": description,
                "organisation_ids": list(organisation_ids),
                "person_ids": list(person_ids),
            },
        )
        announce(caller, FlagSwitched(flag.id, code, on, percentage))
    return flag


def remove_flag(caller: Individual, flag: Flag) -> None:
    with transaction.atomic():
        refuse_unless(may_operate(caller))
        flag.delete()
        announce(caller, FlagRemoved(flag.code))
