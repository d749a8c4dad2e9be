"""Two months of sales, in the order in which they were made: by the rules of a purchase, written down day by day."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import groupby
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F

from lyceum.domains.events.demo.building import PUT_UP, opening
from lyceum.domains.events.demo.buyer import MEAN_TOGETHER
from lyceum.domains.events.demo.curve import buying_moments
from lyceum.domains.events.demo.keeping import keep_day, keep_views, let_in, tidy
from lyceum.domains.events.demo.script import ORGANISER, SLUG, EventScript
from lyceum.domains.events.demo.stall import Stall
from lyceum.domains.events.models import Event, EventState, PriceStep, Question, Quota, Voucher
from lyceum.domains.events.queries.offer import offer_of, reduction_of
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.reporting.actions.surveying import survey

Till = Callable[..., None]


def sell(cast: Any, season: list[tuple[Event, EventScript]], till: Till) -> None:
    caller = cast.caller(ORGANISER, SLUG)
    stalls = [_stall(caller, event, script) for event, script in season if event.state == EventState.PUBLISHED]
    asked = sorted(
        ((moment, number) for number, (stall, script) in enumerate(stalls) for moment in _moments(cast, stall, script)),
    )
    bought = (stalls[number][0].purchase(moment) for moment, number in asked)
    regulars = [member.person for member in cast.members(SLUG).values()]
    for day, purchases in groupby(filter(None, bought), key=lambda one: one.at.date()):
        kept = list(purchases)
        with at(kept[-1].at):
            keep_day(caller, kept, till, regulars)
            keep_views(caller, day, kept)
    tidy(caller)
    for stall, _script in stalls:
        _count(caller, stall)
        if stall.event.ends_at < cast.started:
            with at(stall.event.ends_at):
                let_in(caller, stall.event, stall.chance)
    for days_ago in range(PUT_UP):
        survey(caller.organisation_id, (cast.started - timedelta(days=days_ago)).date())


def _stall(caller: Caller, event: Event, script: EventScript) -> tuple[Stall, EventScript]:
    quotas = dict[UUID, int](Quota.objects.within(caller).filter(event=event).values_list("id", "capacity"))
    code = reduction_of(caller, event.id, script.codes[0]["code"]) if script.codes else None
    questions = list(Question.objects.within(caller).filter(event=event))
    chance = Random(script.title)  # noqa: S311  (a play, and the same one at every making)
    return Stall(event, offer_of(caller, event.id), code, questions, quotas, chance), script


def _moments(cast: Any, stall: Stall, script: EventScript) -> Iterator[Any]:
    opened, tickets = opening(cast, script), [one for one in stall.offer.types.values() if not one.is_addon]
    if opened > cast.started or any(one.is_seated for one in tickets):
        return iter(())
    places = sum({quota: stall.left[quota] for one in tickets for quota in one.quotas}.values())
    wanted, starts = places * script.sells / MEAN_TOGETHER, stall.event.starts_at
    return buying_moments(stall.chance, opened, starts, wanted, min(cast.started, starts), stall.event.time_zone)


def _count(caller: Caller, stall: Stall) -> None:
    for quota_id, number in stall.sold.items():
        Quota.objects.within(caller).filter(id=quota_id).update(sold=F("sold") + number)
    for step_id, number in stall.taken.items():
        PriceStep.objects.within(caller).filter(id=step_id).update(taken=F("taken") + number)
    if stall.code and stall.used:
        Voucher.objects.within(caller).filter(id=stall.code.id).update(used=F("used") + stall.used)
