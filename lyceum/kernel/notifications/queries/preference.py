"""The table of what a person is told, and how: a row for each kind, a cell for each channel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.notifications.models import Channel, OrganisationDefault, Preference
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.rules.wanted import may_choose, offered, wanted

OnOff = dict[str, dict[str, bool]]


@dataclass(frozen=True, slots=True)
class Choice:
    """``is_locked``: no matter of choice; ``is_own``: they have chosen it themselves."""

    channel: str
    name: Message
    on: bool
    is_locked: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class KindChoices:
    kind: str
    label: Message
    icon: str
    is_locked: bool
    choices: Sequence[Choice]


def preferences_of(caller: Caller) -> list[KindChoices]:
    defaults, chosen = _defaults(caller), _by_kind(Preference.objects.within(caller).own(caller))
    return [
        _row(kind, chosen.get(kind.code, {}), defaults.get(kind.code, {}))
        for kind in registry.notification_kinds().values()
    ]


def defaults_of(caller: Caller) -> list[KindChoices]:
    """What members are told who have not chosen themselves. ``is_own``: the organisation has chosen it."""
    refuse_unless(may_follow(caller))
    defaults = _defaults(caller)
    return [_row(kind, defaults.get(kind.code, {}), {}) for kind in registry.notification_kinds().values()]


def _defaults(caller: Caller) -> OnOff:
    return _by_kind(OrganisationDefault.objects.within(caller))


def _by_kind(rows: Iterable[Preference | OrganisationDefault]) -> OnOff:
    found: OnOff = {}
    for row in rows:
        found.setdefault(row.kind, {})[row.channel] = row.on
    return found


def _row(kind: NotificationKind, chosen: dict[str, bool], defaults: dict[str, bool]) -> KindChoices:
    on = wanted(kind, chosen, defaults)
    choices = [
        Choice(
            channel,
            Channel(channel).label,
            channel in on,
            is_locked=not may_choose(kind, channel),
            is_own=channel in chosen,
        )
        for channel in offered(kind)
    ]
    return KindChoices(kind.code, kind.label, kind.icon, kind.critical, choices)
