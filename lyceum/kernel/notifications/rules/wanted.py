"""Which channels a notification takes: its kind's own, unless the person, else the organisation, chose otherwise."""

from collections.abc import Mapping

from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.foundation.rules.workflow import EMAIL, IN_APP, PUSH, SMS, Digest, Tell

CHANNELS = (IN_APP, EMAIL, PUSH, SMS)  # of a person


def wanted(
    kind: NotificationKind, chosen: Mapping[str, bool], defaults: Mapping[str, bool] | None = None
) -> frozenset[str]:
    """``chosen``, ``defaults``: channel → on or off, where the person or their organisation said so.

    The channels of a critical kind are not a matter of choice; one may be added to them.
    """
    usual = {channel: channel in kind.channels for channel in CHANNELS} | dict(defaults or {}) | dict(chosen)
    on = frozenset(channel for channel in offered(kind) if usual[channel])
    return on | (kind.channels & frozenset(CHANNELS)) if kind.critical else on


def offered(kind: NotificationKind) -> tuple[str, ...]:
    """The channels of a person that the kind's workflow has a step for."""
    named = {step.channel for step in kind.workflow if isinstance(step, Tell | Digest)}
    return tuple(channel for channel in CHANNELS if channel in named)


def may_choose(kind: NotificationKind, channel: str) -> bool:
    return channel in offered(kind) and not (kind.critical and channel in kind.channels)
