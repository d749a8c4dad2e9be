"""What Prometheus is told: of channels and outcomes, never of an organisation or a person."""

from collections.abc import Iterator

from lyceum.kernel.foundation.rules.contribution import Measure
from lyceum.kernel.notifications.models import StoppedAddress, Tally

Figures = dict[tuple[str, ...], float]
_TEXTS = {
    "planned": "Messages that runs decided on.",
    "sent": "Messages that a carrier took.",
    "retried": "Times that a carrier was out.",
    "dead": "Messages that could not be sent.",
}


def measures() -> Iterator[Measure]:
    counted = {(row.outcome, row.channel): float(row.count) for row in Tally.objects.all()}
    for outcome, text in _TEXTS.items():
        samples: Figures = {(channel,): count for (of, channel), count in counted.items() if of == outcome}
        yield Measure(f"notifications_{outcome}", text, ("channel",), samples)
    stopped: Figures = {(): float(StoppedAddress.objects.count())}
    yield Measure("notifications_stopped_addresses", "Addresses that take no mail.", (), stopped, is_counter=False)
