"""The table of what a person is told, and how: a row for each kind, a cell for each channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.notifications.models import Channel, Preference
from lyceum.kernel.notifications.rules.wanted import CHANNELS, wanted


@dataclass(frozen=True, slots=True)
class Choice:
    channel: str
    name: Message
    on: bool


@dataclass(frozen=True, slots=True)
class KindChoices:
    kind: str
    label: Message
    icon: str
    is_locked: bool
    choices: Sequence[Choice]


def preferences_of(caller: Caller) -> list[KindChoices]:
    chosen: dict[str, dict[str, bool]] = {}
    for row in Preference.objects.within(caller).own(caller):
        chosen.setdefault(row.kind, {})[row.channel] = row.on
    return [_row(kind, chosen.get(kind.code, {})) for kind in registry.notification_kinds().values()]


def _row(kind: NotificationKind, chosen: dict[str, bool]) -> KindChoices:
    on = wanted(kind, chosen)
    choices = [Choice(channel, Channel(channel).label, channel in on) for channel in CHANNELS]
    return KindChoices(kind.code, kind.label, kind.icon, kind.critical, choices)
