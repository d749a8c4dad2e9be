from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.token import USABLE_FOR, Pass, Unfit, opened, signed

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
ENTRY = Pass(UUID(int=1), UUID(int=2), SeatRole.GUEST, UUID(int=3))
SECRET = "a secret of the installation"


def test_a_token_says_what_was_signed() -> None:
    assert opened([SECRET], signed(SECRET, ENTRY, NOW), NOW) == ENTRY


def test_a_former_key_still_opens_what_it_signed() -> None:
    assert opened(["a new one", SECRET], signed(SECRET, ENTRY, NOW), NOW) == ENTRY


def test_a_token_is_good_for_a_minute() -> None:
    token = signed(SECRET, ENTRY, NOW)
    assert timedelta(seconds=60) == USABLE_FOR
    assert opened([SECRET], token, NOW + timedelta(seconds=59)) == ENTRY
    with pytest.raises(Unfit, match="expired"):
        opened([SECRET], token, NOW + timedelta(seconds=60))


def test_another_key_did_not_sign_it() -> None:
    with pytest.raises(Unfit, match="not ours"):
        opened(["another"], signed(SECRET, ENTRY, NOW), NOW)


def test_no_character_of_it_may_be_changed() -> None:
    token = signed(SECRET, ENTRY, NOW)
    payload = token.partition(".")[0]
    for place in range(len(payload)):
        changed = "A" if token[place] != "A" else "B"
        with pytest.raises(Unfit):
            opened([SECRET], token[:place] + changed + token[place + 1 :], NOW)


@given(st.text(max_size=1200))
def test_anything_else_is_refused_and_nothing_breaks(text: str) -> None:
    with pytest.raises(Unfit):
        opened([SECRET], text, NOW)
