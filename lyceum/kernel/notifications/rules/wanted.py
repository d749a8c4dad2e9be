"""Which channels a notification takes: its kind's own, unless the person chose otherwise and it is not critical."""

from collections.abc import Mapping

from lyceum.kernel.foundation.rules.contribution import NotificationKind

IN_APP, EMAIL = "in_app", "email"
CHANNELS = (IN_APP, EMAIL)


def wanted(kind: NotificationKind, chosen: Mapping[str, bool]) -> frozenset[str]:
    """``chosen``: channel → on or off, where the person said so."""
    if kind.critical:
        return kind.channels
    return frozenset(channel for channel in CHANNELS if chosen.get(channel, channel in kind.channels))
