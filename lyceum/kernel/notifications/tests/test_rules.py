from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.notifications.rules.subscription import Subscription
from lyceum.kernel.notifications.rules.wanted import CHANNELS, may_choose, wanted

channels = st.frozensets(st.sampled_from(CHANNELS))
choices = st.dictionaries(st.sampled_from(CHANNELS), st.booleans())


@pytest.mark.wish("J5")
@given(channels, choices)
def test_a_choice_beats_the_kinds_default(default: frozenset[str], chosen: dict[str, bool]) -> None:
    kind = NotificationKind("room.kind", "Kind", default)
    expected = {channel for channel in CHANNELS if chosen.get(channel, channel in default)}
    assert wanted(kind, chosen) == expected


@given(channels, choices, choices)
def test_the_organisations_default_holds_until_somebody_chooses(
    default: frozenset[str], chosen: dict[str, bool], proposed: dict[str, bool]
) -> None:
    kind = NotificationKind("room.kind", "Kind", default)
    expected = {c for c in CHANNELS if chosen.get(c, proposed.get(c, c in default))}
    assert wanted(kind, chosen, proposed) == expected


@given(channels, choices)
def test_what_is_critical_is_no_matter_of_choice(default: frozenset[str], chosen: dict[str, bool]) -> None:
    kind = NotificationKind("room.kind", "Kind", default, critical=True)
    assert wanted(kind, chosen) == default | {channel for channel, on in chosen.items() if on}
    assert {channel for channel in CHANNELS if may_choose(kind, channel)} == set(CHANNELS) - default


def test_a_subscription_survives_its_link() -> None:
    asked = Subscription(uuid4(), uuid4(), "messaging.notice_published")
    assert Subscription.read(str(asked)) == asked
    with pytest.raises(ValueError, match="not enough values"):
        Subscription.read("nonsense")
