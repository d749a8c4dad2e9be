"""Topics: what a socket may listen to. A room declares its own in ``interface/live.py``.

``topic("person:{me}", SIGNED_IN)``; ``{me}`` and ``{organisation}`` are filled by the caller alone. Any other part
needs a predicate::

    @topic("conversation:{conversation}", MEMBER)
    def may_hear_conversation(caller: Caller, conversation: str) -> bool: ...

A page asks for ``notices`` where ``organisation:{organisation}:notices`` is meant: the rest is the caller's own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import Policy
from lyceum.kernel.foundation.rules.refusal import Refusal

Predicate = Callable[..., bool]
_OWN = {"me": "person_id", "organisation": "organisation_id"}
LONGEST = 200


@dataclass(slots=True)
class Topic:
    pattern: str
    policy: Policy
    predicate: Predicate | None = None

    def __call__(self, predicate: Predicate) -> Predicate:
        self.predicate = predicate
        return predicate

    def parts_of(self, name: str) -> dict[str, str] | None:
        found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^:]+)", re.escape(self.pattern)), name)
        return found.groupdict() if found else None

    def is_called(self, short: str) -> bool:
        return self.pattern.rpartition(":")[2] == short

    def own_name(self, caller: Anyone) -> str:
        """The topic of this pattern that is the caller's own; KeyError where other parts are needed."""
        return self.pattern.format_map({name: getattr(caller, held, None) for name, held in _OWN.items()})


topics: list[Topic] = []


def topic(pattern: str, policy: Policy) -> Topic:
    declared = Topic(pattern, policy)
    topics.append(declared)
    return declared


def full_name(caller: Anyone, name: str) -> str:
    """What a short name stands for, for this caller; any other name is itself."""
    if ":" in name:
        return name
    return next((declared.own_name(caller) for declared in topics if declared.is_called(name)), name)


def may_hear(caller: Anyone, name: str) -> bool:
    """Whether this caller may listen to this topic now; a name that no room declared is nobody's."""
    if len(name) > LONGEST:
        return False
    for declared in topics:
        parts = declared.parts_of(name)
        if parts is not None:
            return _admits(declared, caller, parts)
    return False


def _admits(declared: Topic, caller: Anyone, parts: dict[str, Any]) -> bool:
    try:
        declared.policy.admit(caller, "", "")
    except Refusal:
        return False
    for name, attribute in _OWN.items():
        own = getattr(caller, attribute, None)  # None is nobody, not somebody called "None"
        if name in parts and (own is None or parts.pop(name) != str(own)):
            return False
    if declared.predicate is None:
        return not parts
    return declared.predicate(caller, **parts)
