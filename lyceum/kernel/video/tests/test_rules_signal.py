import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.video.rules.signal import LONGEST, LONGEST_CANDIDATE, MOST_CANDIDATES, Malformed, judged

CANDIDATE = {"candidate": "candidate:1 1 udp 2122260223 192.0.2.1 5000 typ host", "sdpMid": "0", "sdpMLineIndex": 0}
DESCRIPTION = {"type": "offer", "sdp": "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"}
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
)


@pytest.mark.parametrize(
    "said",
    [
        {"description": DESCRIPTION},
        {"description": DESCRIPTION | {"type": "answer"}},
        {"candidates": [CANDIDATE]},
        {"candidates": [CANDIDATE | {"usernameFragment": None}] * MOST_CANDIDATES},
        {"candidates": [{"candidate": "", "sdpMid": None, "sdpMLineIndex": None}]},
    ],
)
def test_descriptions_and_candidates_pass_as_they_are(said: dict[str, Any]) -> None:
    assert json.loads(judged(json.dumps(said))) == said


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        None,
        {"description": DESCRIPTION, "candidates": [CANDIDATE]},
        {"description": DESCRIPTION | {"type": "rollback"}},
        {"description": DESCRIPTION | {"type": ["offer"]}},
        {"description": DESCRIPTION | {"more": 1}},
        {"description": DESCRIPTION | {"sdp": "<script>"}},
        {"description": DESCRIPTION | {"sdp": "v=0\r\n\0"}},
        {"description": DESCRIPTION | {"sdp": None}},
        {"candidates": []},
        {"candidates": {}},
        {"candidates": [CANDIDATE] * (MOST_CANDIDATES + 1)},
        {"candidates": [CANDIDATE | {"sdpMLineIndex": True}]},
        {"candidates": [CANDIDATE | {"sdpMid": 0}]},
        {"candidates": [CANDIDATE | {"extra": ""}]},
        {"candidates": [{"sdpMid": "0"}]},
        {"candidates": [CANDIDATE | {"candidate": "candidate:\na=injected"}]},
        {"candidates": [CANDIDATE | {"candidate": "a=candidate:1"}]},
        {"candidates": [CANDIDATE | {"candidate": "candidate:" + "1" * LONGEST_CANDIDATE}]},
    ],
)
def test_what_is_no_signal_is_refused(said: Any) -> None:
    with pytest.raises(Malformed):
        judged(json.dumps(said))


def test_what_is_too_long_or_not_plain_is_not_even_read() -> None:
    long = json.dumps({"description": DESCRIPTION | {"sdp": "v=0\r\n" + "a" * LONGEST}})
    for text in (long, '{"description": {"type": "offer", "sdp": "v=0\r\né"}}', "[" * 40_000, "NaN", ""):
        with pytest.raises(Malformed):
            judged(text)


@given(st.text(max_size=200) | _json.map(json.dumps))
def test_of_anything_else_nothing_passes_and_nothing_breaks(text: str) -> None:
    with pytest.raises(Malformed):
        judged(text)
