"""What one browser says to another so that they find each other: judged before it is passed on.

A signal is a session description or a handful of ICE candidates, as JSON. Everything else is refused: the one who
receives it is somebody else's browser.
"""

import json
from typing import Any

LONGEST = 48_000
MOST_CANDIDATES, LONGEST_CANDIDATE = 60, 600
_TYPES = frozenset({"offer", "answer"})
_CANDIDATE = {"candidate": str, "sdpMid": str, "sdpMLineIndex": int, "usernameFragment": str}


class Malformed(ValueError):
    """Not a signal."""


def judged(text: str) -> str:
    """The same signal in its shortest form; Malformed unless it is one."""
    if len(text) > LONGEST or not text.isascii():
        raise Malformed("too long, or not plain")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Malformed("not JSON") from fault
    if not (_is_description(said) or _is_candidates(said)):
        raise Malformed("neither a description nor candidates")
    return json.dumps(said, separators=(",", ":"))


def _is_description(said: Any) -> bool:
    if not isinstance(said, dict) or said.keys() != {"description"} or not isinstance(said["description"], dict):
        return False
    description = said["description"]
    if description.keys() != {"type", "sdp"} or not isinstance(description["type"], str):
        return False
    sdp = description["sdp"]
    return description["type"] in _TYPES and isinstance(sdp, str) and sdp.startswith("v=0\r\n") and "\0" not in sdp


def _is_candidates(said: Any) -> bool:
    if not isinstance(said, dict) or said.keys() != {"candidates"} or not isinstance(said["candidates"], list):
        return False
    found = said["candidates"]
    return 0 < len(found) <= MOST_CANDIDATES and all(_is_candidate(each) for each in found)


def _is_candidate(each: Any) -> bool:
    if not isinstance(each, dict) or "candidate" not in each or not each.keys() <= _CANDIDATE.keys():
        return False
    if not all(value is None or type(value) is _CANDIDATE[name] for name, value in each.items()):
        return False
    text = each["candidate"]
    begins = isinstance(text, str) and (text == "" or text.startswith("candidate:"))
    return begins and len(text) <= LONGEST_CANDIDATE and "\n" not in text
