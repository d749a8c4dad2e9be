"""Take out another plan; whoever runs the installation grants one, with more room than it has."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.bounding import hold_plan
from lyceum.kernel.billing.announcements import PlanChosen, PlanGranted
from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.billing.permissions import may_choose_plan
from lyceum.kernel.billing.queries.plan import hosted_plan, offers_for, standing
from lyceum.kernel.billing.rules.plan import PLANS, What
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.rules.alone import alone

MOST = 2**53


@transaction.atomic
def choose_plan(caller: Caller, code: str) -> None:
    """By an owner; one with less room than is used is refused. What was granted besides ends with the former plan."""
    refuse_unless(may_choose_plan(caller), _("Only owners choose the plan."))
    hold_plan(caller.organisation_id)
    _refuse_unknown(code)
    offer = next(offer for offer in offers_for(caller) if offer.code == code)
    if offer.faults:
        reason = _("The plan “%(plan)s” is too small for what you use.") % {"plan": offer.name}
        raise Conflict(" ".join([reason, *offer.faults]), code="plan_too_small")
    now = standing(caller)
    if offer.is_current and now.until is None and now.since:
        return
    row = _kept(caller.organisation_id, code, None, {})
    announce(caller, PlanChosen(row.id, code, now.plan.code))


@transaction.atomic
def grant_plan(
    caller: Individual, organisation_id: UUID, code: str, *, until: date | None, granted: Mapping[str, int]
) -> None:
    """By whoever runs the installation, at no matter what is used: nobody loses their place, but nobody new comes."""
    refuse_unless(caller.is_operator)
    _refuse_unknown(code)
    _refuse_faults(until, granted)
    hosted_plan(caller, organisation_id)
    with scope.entered(organisation_id, caller.person_id):
        hold_plan(organisation_id)
        former = standing(Visitor(organisation_id)).plan.code
        row = _kept(organisation_id, code, until, granted)
        ends = until.isoformat() if until else ""
        announce(alone(caller), PlanGranted(row.id, code, former, ends), about=organisation_id)


def _kept(organisation_id: UUID, code: str, until: date | None, granted: Mapping[str, int]) -> OrganisationPlan:
    kept = {"plan": code, "since": timezone.localdate(), "until": until, "granted": dict(granted)}
    row: OrganisationPlan = OrganisationPlan.objects.update_or_create(organisation_id=organisation_id, defaults=kept)[0]
    return row


def _refuse_unknown(code: str) -> None:
    if code not in PLANS:
        raise Invalid(_("There is no such plan."), fields={"plan": [_("There is no such plan.")]})


def _refuse_faults(until: date | None, granted: Mapping[str, int]) -> None:
    fields = {}
    if until and until < timezone.localdate():
        fields["until"] = [_("This day is over.")]
    for what, limit in granted.items():
        if what not in set(What) or not 0 <= limit <= MOST:
            fields[what] = [_("Give a number, or nothing for what the plan has.")]
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)
