"""Every call is written down before it is made, within the caps, and put right once it has ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from time import perf_counter
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from lyceum.kernel.ai.models import Allowance, Call
from lyceum.kernel.ai.ports import ProviderFault
from lyceum.kernel.ai.queries.chain import Place
from lyceum.kernel.ai.queries.inside import inside
from lyceum.kernel.ai.rules.asked import Asked, day_began, month_began
from lyceum.kernel.ai.rules.event import Outcome, Usage
from lyceum.kernel.ai.rules.price import Price, guessed_tokens

_UNCALLED = [Outcome.CAPPED, Outcome.KEPT]
_COUNT = """
    INSERT INTO ai_meter AS m (vendor, task, outcome, calls, tokens_in, tokens_out, dollars, seconds,
        first_word_seconds, first_words)
    VALUES (%s, %s, %s, 1, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (vendor, task, outcome) DO UPDATE SET calls = m.calls + 1,
        tokens_in = m.tokens_in + excluded.tokens_in, tokens_out = m.tokens_out + excluded.tokens_out,
        dollars = m.dollars + excluded.dollars, seconds = m.seconds + excluded.seconds,
        first_word_seconds = m.first_word_seconds + excluded.first_word_seconds,
        first_words = m.first_words + excluded.first_words
"""


class CapReached(Exception):
    """``of_person``: this person's for today; otherwise the month's of the organisation, or of the installation."""

    def __init__(self, *, of_person: bool) -> None:
        super().__init__("person" if of_person else "organisation")
        self.of_person = of_person


@dataclass(slots=True)
class Entry:
    """A call under way. ``text`` is what was heard, to be counted where the provider does not."""

    asked: Asked
    place: Place
    price: Price
    row_id: UUID
    started: float = field(default_factory=perf_counter)
    first_word: float | None = None

    def hear(self) -> None:
        if self.first_word is None:
            self.first_word = perf_counter() - self.started


def begin(organisation_id: UUID, asked: Asked, place: Place, attempt: int, price: Price) -> Entry:
    """Raises CapReached when what this call may cost at most would go beyond a cap."""
    dearest = Decimal(str(price.of(guessed_tokens(asked.text), asked.task.most_tokens)))
    with inside(organisation_id), transaction.atomic():
        _refuse_beyond_caps(asked, place, attempt, dearest)
        row = _row(asked, attempt=attempt, vendor=place.name, is_shared=place.is_shared, cost=dearest)
        row.model = place.connection.model if asked.prompt else place.connection.embedding_model
        row.save(force_insert=True)
    return Entry(asked, place, price, row.id)


def finish(
    organisation_id: UUID, entry: Entry, outcome: Outcome, used: Usage, fault: ProviderFault | None = None
) -> None:
    seconds = perf_counter() - entry.started
    with inside(organisation_id):
        Call.objects.filter(id=entry.row_id).update(
            outcome=outcome,
            fault=fault.fault if fault else "",
            detail=fault.detail[:120] if fault else "",
            tokens_in=used.tokens_in,
            tokens_out=used.tokens_out,
            cost=Decimal(str(round(used.cost, 6))),
            milliseconds=round(seconds * 1000),
            first_word_milliseconds=None if entry.first_word is None else round(entry.first_word * 1000),
        )
    _count(entry.place.name, entry.asked.task.code, outcome, used, seconds, entry.first_word)


def note(organisation_id: UUID, asked: Asked, outcome: Outcome) -> None:
    """A question that nobody was called for."""
    with inside(organisation_id):
        _row(asked, outcome=outcome).save(force_insert=True)
    _count("", asked.task.code, outcome, Usage(), 0, None)


def used_by(organisation_id: UUID, price: Price, asked: Asked, counted: Iterable[int], heard: str) -> Usage:
    """What the provider counted, else what we guess from the texts."""
    tokens_in, tokens_out = counted
    tokens_in = tokens_in or guessed_tokens(asked.text)
    tokens_out = tokens_out or (guessed_tokens(heard) if heard else 0)
    return Usage(tokens_in, tokens_out, price.of(tokens_in, tokens_out))


def _refuse_beyond_caps(asked: Asked, place: Place, attempt: int, dearest: Decimal) -> None:
    """The row of the caps is locked meanwhile, so that two questions at once do not both find the last cent."""
    held = Allowance.objects.select_for_update().filter(organisation_id=asked.organisation_id).first()
    questions = held.daily_questions if held else settings.AI_DAILY_QUESTIONS
    now = timezone.now()
    is_first = attempt == 1 and asked.person_id and asked.prompt  # a search by vectors is not a question
    if questions is not None and is_first and _asked_today(asked, now) >= questions:
        raise CapReached(of_person=True)
    own, shared = held.monthly_dollars if held else None, settings.AI_MONTHLY_DOLLARS if place.is_shared else None
    if not dearest or (own is None and shared is None):
        return
    spent = _spent(asked.organisation_id, now)
    if (own is not None and spent["all"] + dearest > own) or (
        shared is not None and spent["shared"] + dearest > shared
    ):
        raise CapReached(of_person=False)


def _asked_today(asked: Asked, now: datetime) -> int:
    rows = Call.objects.filter(organisation_id=asked.organisation_id, person=asked.person_id, attempt=1)
    today = rows.filter(created_at__gte=day_began(now, asked.time_zone)).exclude(prompt="")
    found: int = today.exclude(outcome__in=_UNCALLED).count()
    return found


def _spent(organisation_id: UUID, now: datetime) -> dict[str, Decimal]:
    rows = Call.objects.filter(organisation_id=organisation_id, created_at__gte=month_began(now))
    found = rows.aggregate(all=Sum("cost"), shared=Sum("cost", filter=Q(is_shared=True)))
    return {name: value or Decimal(0) for name, value in found.items()}


def _row(asked: Asked, **known: object) -> Call:
    prompt = asked.prompt
    return Call(
        organisation_id=asked.organisation_id,
        question_id=asked.id,
        person_id=asked.person_id,
        task=asked.task.code,
        prompt=prompt.name if prompt else "",
        prompt_version=prompt.version if prompt else 0,
        **known,
    )


def _count(vendor: str, task: str, outcome: Outcome, used: Usage, seconds: float, first_word: float | None) -> None:
    known = [vendor, task, outcome.value, used.tokens_in, used.tokens_out, used.cost, seconds]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [*known, first_word or 0, int(first_word is not None)])
