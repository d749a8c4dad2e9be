"""What was asked and spent in a month: by task, by person, by model, by day, and what went wrong of late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from lyceum.kernel.ai.models import Allowance, Call
from lyceum.kernel.ai.permissions import may_configure
from lyceum.kernel.ai.queries.chain import chain_of
from lyceum.kernel.ai.rules.asked import month_began, month_ended
from lyceum.kernel.ai.rules.event import Outcome
from lyceum.kernel.ai.rules.task import tasks
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.queries.membership import person_names

_QUESTIONS = Count("question_id", distinct=True)
_SUMS: dict[str, Any] = {
    "questions": _QUESTIONS,
    "tokens_in": Sum("tokens_in", default=0),
    "tokens_out": Sum("tokens_out", default=0),
    "cost": Sum("cost", default=0),
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one task, person or model had of the month. ``cost`` in US dollars."""

    name: str
    questions: int
    tokens_in: int
    tokens_out: int
    cost: float


@dataclass(frozen=True, slots=True)
class Failure:
    at: datetime
    name: str
    fault: str
    detail: str


@dataclass(frozen=True, slots=True)
class Usage:
    """``kept``: questions answered from the last hour's answers; ``capped``: refused by a limit."""

    month: date
    questions: int
    tokens_in: int
    tokens_out: int
    cost: float
    kept: int
    capped: int
    by_task: Sequence[Share]
    by_person: Sequence[Share]
    by_model: Sequence[Share]
    by_day: Sequence[tuple[date, float]]
    failures: Sequence[Failure]


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for the organisation. None: no limit. ``installation_dollars``: on the installation's keys."""

    monthly_dollars: float | None
    daily_questions: int | None
    installation_dollars: int | None
    spent: float


def usage_of(caller: Caller, month: date | None = None) -> Usage:
    refuse_unless(may_configure(caller))
    began = month_began(_at(month) if month else timezone.now())
    rows = _calls(caller, began)
    outcomes = {name.value: Count("id", filter=Q(outcome=name)) for name in (Outcome.KEPT, Outcome.CAPPED)}
    whole = rows.aggregate(**_SUMS, **outcomes)
    people = list(rows.exclude(person=None).values("person_id").annotate(**_SUMS).order_by("-cost", "-questions")[:20])
    names = person_names([row["person_id"] for row in people])
    return Usage(
        began.date(),
        whole["questions"],
        whole["tokens_in"],
        whole["tokens_out"],
        float(whole["cost"]),
        whole["kept"],
        whole["capped"],
        [_share(_label(row["task"]), row) for row in rows.values("task").annotate(**_SUMS).order_by("-cost", "task")],
        [_share(names.get(row["person_id"], ""), row) for row in people],
        [_share(f"{row['vendor']} {row['model']}", row) for row in _by_model(rows)],
        _by_day(rows, began),
        _failures(rows),
    )


def limits_for(caller: Caller) -> Limits:
    refuse_unless(may_configure(caller))
    held = Allowance.objects.filter(organisation_id=caller.organisation_id).first()
    spent = _calls(caller, month_began(timezone.now())).aggregate(spent=Sum("cost", default=0))["spent"]
    shared = any(place.is_shared for place in chain_of(caller.organisation_id))
    return Limits(
        float(held.monthly_dollars) if held and held.monthly_dollars is not None else None,
        held.daily_questions if held else settings.AI_DAILY_QUESTIONS,
        settings.AI_MONTHLY_DOLLARS if shared else None,
        float(spent),
    )


def _calls(caller: Caller, began: datetime) -> Any:
    return Call.objects.within(caller).filter(created_at__gte=began, created_at__lt=month_ended(began))


def _by_model(rows: QuerySet[Call]) -> Any:
    return rows.exclude(vendor="").values("vendor", "model").annotate(**_SUMS).order_by("-cost", "vendor", "model")


def _by_day(rows: QuerySet[Call], began: datetime) -> list[tuple[date, float]]:
    """Every day of the month until today, those without a question as well; months and days are those of UTC."""
    spent = dict(rows.annotate(day=TruncDate("created_at", tzinfo=UTC)).values_list("day").annotate(cost=Sum("cost")))
    last = min(month_ended(began) - timedelta(days=1), timezone.now()).date()
    days = [began.date() + timedelta(days=n) for n in range((last - began.date()).days + 1)]
    return [(day, float(spent.get(day, 0))) for day in days]


def _failures(rows: QuerySet[Call]) -> list[Failure]:
    found = rows.exclude(fault="").order_by("-id")[:10]
    return [Failure(row.created_at, f"{row.vendor} {row.model}", row.fault, row.detail) for row in found]


def _share(name: str, row: dict[str, Any]) -> Share:
    return Share(name, row["questions"], row["tokens_in"], row["tokens_out"], float(row["cost"]))


def _label(code: str) -> str:
    return str(tasks[code].label) if code in tasks else code


def _at(month: date) -> datetime:
    return timezone.now().replace(year=month.year, month=month.month, day=1)
