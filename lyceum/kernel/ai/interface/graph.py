from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry

from lyceum.kernel.ai.actions import allowing, linking, trying
from lyceum.kernel.ai.queries.shown import LinkView, chain_shown, link_shown
from lyceum.kernel.ai.queries.usage import Failure, Limits, Share, Usage, limits_for, usage_of
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

strawberry.type(LinkView, name="AILink")
strawberry.type(Limits, name="AILimits")
strawberry.type(Share, name="AIShare")
strawberry.type(Failure, name="AIFailure")
CONFIGURES = may("ai.configure")


@strawberry.type(name="AIDay")
class Day:
    day: date
    cost: float


@strawberry.type(name="AIUsage")
class UsageView:
    month: date
    questions: int
    tokens_in: int
    tokens_out: int
    cost: float
    kept: int
    capped: int
    by_task: list[Share]
    by_person: list[Share]
    by_model: list[Share]
    by_day: list[Day]
    failures: list[Failure]


@strawberry.type(name="AITrial")
class TrialView:
    link_id: UUID
    works: bool
    text: str
    fault: str
    detail: str
    milliseconds: int
    first_word_milliseconds: int | None


@strawberry.input(name="AILinkInput")
class LinkInput:
    """``key`` is written and never read: null keeps the one there is, empty means the installation's."""

    vendor: str
    model: str = ""
    embedding_model: str = ""
    address: str = ""
    key: str | None = None
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    embedding_languages: list[str] = strawberry.field(default_factory=list)

    def choice(self) -> linking.LinkChoice:
        return linking.LinkChoice(**vars(self))


@strawberry.input(name="AILimitsInput")
class LimitsInput:
    """Null: no limit of the organisation's own."""

    monthly_dollars: Decimal | None = None
    daily_questions: int | None = None


@resolver(CONFIGURES)
def ai_links(caller: Caller) -> list[LinkView]:
    return list(chain_shown(caller))


@resolver(CONFIGURES)
def ai_limits(caller: Caller) -> Limits:
    return limits_for(caller)


@resolver(CONFIGURES)
def ai_usage(caller: Caller, month: date | None = None) -> UsageView:
    return _view(usage_of(caller, month))


@resolver(CONFIGURES)
def add_ai_link(caller: Caller, link: LinkInput, id: UUID | None = None) -> LinkView:
    return link_shown(caller, linking.add_link(caller, id or new_identifier(), link.choice()))


@resolver(CONFIGURES)
def change_ai_link(caller: Caller, id: UUID, link: LinkInput) -> LinkView:
    return link_shown(caller, linking.change_link(caller, id, link.choice()))


@resolver(CONFIGURES)
def move_ai_link(caller: Caller, id: UUID, position: int) -> list[LinkView]:
    linking.move_link(caller, id, position)
    return list(chain_shown(caller))


@resolver(CONFIGURES)
def remove_ai_link(caller: Caller, id: UUID) -> list[LinkView]:
    linking.remove_link(caller, id)
    return list(chain_shown(caller))


@resolver(CONFIGURES)
def try_ai_link(caller: Caller, id: UUID) -> TrialView:
    tried = trying.try_link(caller, id)
    return TrialView(**{field.name: getattr(tried, field.name) for field in fields(tried)}, works=tried.works)


@resolver(CONFIGURES)
def set_ai_limits(caller: Caller, limits: LimitsInput) -> Limits:
    allowing.set_allowance(caller, limits.monthly_dollars, limits.daily_questions)
    return limits_for(caller)


def _view(usage: Usage) -> UsageView:
    shown: dict[str, Any] = {field.name: getattr(usage, field.name) for field in fields(usage)}
    return UsageView(**shown | {"by_day": [Day(day=day, cost=cost) for day, cost in usage.by_day]})


@strawberry.type
class Query:
    ai_links: list[LinkView] = strawberry.field(resolver=ai_links, description="In the order in which they are asked.")
    ai_limits: Limits = strawberry.field(resolver=ai_limits)
    ai_usage: UsageView = strawberry.field(resolver=ai_usage, description="Of one month. Costs in US dollars.")


@strawberry.type
class Mutation:
    add_ai_link: LinkView = strawberry.mutation(resolver=add_ai_link, description="At the end of the chain.")
    change_ai_link: LinkView = strawberry.mutation(resolver=change_ai_link)
    move_ai_link: list[LinkView] = strawberry.mutation(resolver=move_ai_link, description="The first position is 0.")
    remove_ai_link: list[LinkView] = strawberry.mutation(resolver=remove_ai_link)
    try_ai_link: TrialView = strawberry.mutation(resolver=try_ai_link, description="It says hello.")
    set_ai_limits: Limits = strawberry.mutation(resolver=set_ai_limits)
