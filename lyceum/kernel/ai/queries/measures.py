"""What Prometheus is told of the models: of vendors, tasks and outcomes, never of an organisation or a person."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.utils import timezone

from lyceum.kernel.ai.models import Breaker, Meter
from lyceum.kernel.foundation.rules.contribution import Measure

Figures = dict[tuple[str, ...], float]
_BY = ("vendor", "task")


def measures() -> Iterator[Measure]:
    rows = list(Meter.objects.exclude(vendor=""))
    calls: Figures = {(row.vendor, row.task, row.outcome): float(row.calls) for row in rows}
    yield Measure("ai_calls", "Calls to providers of models, by how they ended.", (*_BY, "outcome"), calls)
    unasked: Figures = {(row.task, row.outcome): float(row.calls) for row in Meter.objects.filter(vendor="")}
    yield Measure("ai_uncalled", "Questions that nobody was called for.", ("task", "outcome"), unasked)
    yield Measure("ai_tokens_in", "Tokens read by models.", _BY, _summed(rows, lambda row: row.tokens_in))
    yield Measure("ai_tokens_out", "Tokens written by models.", _BY, _summed(rows, lambda row: row.tokens_out))
    yield Measure("ai_dollars", "US dollars that models cost.", _BY, _summed(rows, lambda row: row.dollars))
    yield Measure("ai_seconds", "Time that calls took.", _BY, _summed(rows, lambda row: row.seconds))
    first = _summed(rows, lambda row: row.first_word_seconds)
    yield Measure("ai_first_word_seconds", "Time until first words.", _BY, first)
    yield Measure(
        "ai_first_words", "Calls of which a first word came.", _BY, _summed(rows, lambda row: row.first_words)
    )
    still = Breaker.objects.filter(open_until__gt=timezone.now()).count()
    yield Measure("ai_circuits_open", "Providers that are left alone for now.", (), {(): still}, is_counter=False)


def _summed(rows: list[Meter], of: Callable[[Meter], float]) -> Figures:
    total: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for row in rows:
        total[row.vendor, row.task] += of(row)
    return dict(total)
