from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.colour import hex_of
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.notifications.queries.composing import INK
from lyceum.kernel.notifications.rules.subscription import Subscription
from lyceum.kernel.notifications.rules.wanted import CHANNELS, wanted

channels = st.frozensets(st.sampled_from(CHANNELS))
choices = st.dictionaries(st.sampled_from(CHANNELS), st.booleans())


@pytest.mark.wish("J5")
@given(channels, choices)
def test_a_choice_beats_the_kinds_default(default: frozenset[str], chosen: dict[str, bool]) -> None:
    kind = NotificationKind("room.kind", "Kind", default)
    expected = {channel for channel in CHANNELS if chosen.get(channel, channel in default)}
    assert wanted(kind, chosen) == expected


@given(channels, choices)
def test_a_critical_kind_is_no_matter_of_choice(default: frozenset[str], chosen: dict[str, bool]) -> None:
    assert wanted(NotificationKind("room.kind", "Kind", default, critical=True), chosen) == default


def test_a_subscription_survives_its_link() -> None:
    asked = Subscription(uuid4(), uuid4(), "messaging.notice_published")
    assert Subscription.read(str(asked)) == asked
    with pytest.raises(ValueError, match="not enough values"):
        Subscription.read("nonsense")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_white_text_can_be_read_on_every_organisations_colour(hue: int) -> None:
    assert 1.05 / (_luminance(hex_of(*INK, hue)) + 0.05) >= 4.5
