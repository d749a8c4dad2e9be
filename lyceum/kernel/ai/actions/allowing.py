"""How much members may ask, and what it may cost."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.ai.announcements import AllowanceSet
from lyceum.kernel.ai.models import Allowance
from lyceum.kernel.ai.permissions import may_configure
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid

MOST_DOLLARS, MOST_QUESTIONS = Decimal(1_000_000), 100_000


@transaction.atomic
def set_allowance(caller: Caller, monthly_dollars: Decimal | None, daily_questions: int | None) -> Allowance:
    """None: no limit of the organisation's own."""
    refuse_unless(may_configure(caller))
    if monthly_dollars is not None and not (monthly_dollars.is_finite() and 0 <= monthly_dollars <= MOST_DOLLARS):
        raise Invalid(_("Some fields are not right."), fields={"monthly_dollars": [_("Give a sum, or nothing.")]})
    if daily_questions is not None and not 0 <= daily_questions <= MOST_QUESTIONS:
        raise Invalid(_("Some fields are not right."), fields={"daily_questions": [_("Give a number, or nothing.")]})
    limits = {"monthly_dollars": monthly_dollars, "daily_questions": daily_questions}
    kept, _made = Allowance.objects.update_or_create(organisation_id=caller.organisation_id, defaults=limits)
    shown = "" if monthly_dollars is None else str(monthly_dollars)
    announce(caller, AllowanceSet(shown, daily_questions))
    return kept
