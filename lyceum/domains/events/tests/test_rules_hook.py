from base64 import b64decode
from datetime import timedelta

import pytest

from lyceum.domains.events.rules.hook import MOST_TRIES, pause, secret_from, signed_headers

# The example of the specification of Standard Webhooks and of its libraries' own tests.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'


def test_a_message_is_signed_as_the_libraries_of_others_expect() -> None:
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY, [SECRET])
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_while_the_secret_changes_both_sign() -> None:
    former = secret_from(b"f" * 32)
    both = signed_headers("one", 1, BODY, [SECRET, former])["webhook-signature"].split(" ")
    alone = [signed_headers("one", 1, BODY, [secret])["webhook-signature"] for secret in (SECRET, former)]
    assert both == alone


def test_a_secret_is_the_bytes_that_were_drawn() -> None:
    assert b64decode(secret_from(b"x" * 24).removeprefix("whsec_")) == b"x" * 24


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.8), (0.5, 1.0), (1.0, 1.2)])
def test_pauses_grow_fourfold_and_are_spread_by_a_fifth(chance: float, share: float) -> None:
    pauses = [pause(tries, chance) for tries in range(1, MOST_TRIES + 1)]
    assert pauses == [*(timedelta(seconds=30 * 4**n) * share for n in range(7)), None]
