"""The plan of an organisation: what it has room for, what is used of it, what else could be taken out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.billing.permissions import may_choose_plan, may_see_plan
from lyceum.kernel.billing.queries.words import PLAN_WORDS, WHAT_WORDS, Wording, amount, price, too_much
from lyceum.kernel.billing.rules.limits import is_in_force, left, share, too_small, with_granted
from lyceum.kernel.billing.rules.plan import PLANS, Plan, What
from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.installation import organisations_here


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan in force. ``lapsed``: the code of one whose time is over, ``limits``: what there is room for now."""

    plan: Plan
    limits: Mapping[What, int | None]
    granted: Mapping[str, int] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    lapsed: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one thing: how much is used, of how much (None: without limit), how much is left, in percent and in words."""

    what: What
    used: int
    limit: int | None
    left: int | None
    share: int
    shown_used: str
    shown_limit: str
    shown_left: str

    @property
    def words(self) -> Wording:
        return WHAT_WORDS[self.what]

    @property
    def is_full(self) -> bool:
        return self.left == 0


@dataclass(frozen=True, slots=True)
class PlanView:
    """What doors show. ``price``: in words; ``cents`` a month in ``currency``."""

    code: str
    name: str
    since: date | None
    until: date | None
    lapsed: str
    price: str
    cents: int
    currency: str
    usage: list[Usage]
    granted: list[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan to choose. ``faults``: why it is too small for what is used now."""

    code: str
    name: str
    text: str
    icon: str
    price: str
    rooms: list[tuple[str, str]]
    is_current: bool
    faults: list[str]


def standing(caller: Caller | Visitor) -> Standing:
    """For other rooms and jobs; the organisation's scope is entered."""
    row = OrganisationPlan.objects.within(caller).first()
    usual = PLANS[settings.DEFAULT_PLAN]
    if row is None:
        return Standing(usual, _limits(usual, {}))
    if not is_in_force(row.until, timezone.localdate()):
        return Standing(usual, _limits(usual, {}), lapsed=row.plan)
    plan = PLANS[row.plan]
    return Standing(plan, _limits(plan, row.granted), row.granted, row.since, row.until)


def held_by(caller: Caller | Visitor) -> dict[What, int]:
    """How much there is now of everything that a plan limits."""
    assert caller.organisation_id
    return {What(what): count(caller.organisation_id) for what, count in registry.holdings().items()}


def plan_of(caller: Caller) -> PlanView:
    refuse_unless(may_see_plan(caller))
    return _view(caller)


def offers_for(caller: Caller) -> list[Offer]:
    """For owners: every plan, with the reason why it cannot be chosen."""
    refuse_unless(may_choose_plan(caller), _("Only owners choose the plan."))
    held, now = held_by(caller), standing(caller)
    return [_offer(plan, held, is_current=plan == now.plan and not now.granted) for plan in PLANS.values()]


def hosted_plan(caller: Individual, organisation_id: UUID) -> tuple[Organisation, PlanView]:
    """For whoever runs the installation: figures alone are taken out of the organisation."""
    organisation = organisations_here(caller).filter(id=organisation_id).first()
    if organisation is None:
        raise NotFound(_("There is no such organisation."))
    with scope.entered(organisation_id, caller.person_id):
        return organisation, _view(Visitor(organisation_id))


def _limits(plan: Plan, granted: Mapping[str, int]) -> dict[What, int | None]:
    return with_granted(plan.limits, granted, {What.STORAGE: settings.MEDIA_QUOTA})


def _view(caller: Caller | Visitor) -> PlanView:
    found, held = standing(caller), held_by(caller)
    plan = found.plan
    return PlanView(
        code=plan.code,
        name=str(PLAN_WORDS[plan.code].name),
        since=found.since,
        until=found.until,
        lapsed=str(PLAN_WORDS[found.lapsed].name) if found.lapsed else "",
        price=price(plan.cents, plan.currency),
        cents=plan.cents,
        currency=plan.currency,
        usage=[_usage(what, held[what], limit) for what, limit in found.limits.items() if what in held],
        granted=[what for what in found.limits if what in found.granted],
    )


def _usage(what: What, used: int, limit: int | None) -> Usage:
    rest = left(limit, used)
    shown = [amount(what, number) for number in (used, limit, rest)]
    return Usage(what, used, limit, rest, share(limit, used), *shown)


def _offer(plan: Plan, held: Mapping[What, int], *, is_current: bool) -> Offer:
    words, limits = PLAN_WORDS[plan.code], _limits(plan, {})
    return Offer(
        code=plan.code,
        name=str(words.name),
        text=str(words.text),
        icon=words.icon,
        price=price(plan.cents, plan.currency),
        rooms=[(str(WHAT_WORDS[what].name), amount(what, limit)) for what, limit in limits.items() if what in held],
        is_current=is_current,
        faults=[] if is_current else [too_much(what, held[what], limits[what]) for what in too_small(limits, held)],
    )
