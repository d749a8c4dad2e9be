"""Topics: what a socket may listen to; utterances: what it may say. A room declares its own in ``interface/live.py``.

``topic("person:{me}", SIGNED_IN)``; ``{me}`` and ``{organisation}`` are filled by the caller alone. Any other part
needs a predicate::

    @topic("conversation:{conversation}", MEMBER)
    def may_hear_conversation(caller: Caller, conversation: str) -> bool: ...

A page asks for ``notices`` where ``organisation:{organisation}:notices`` is meant: the rest is the caller's own.

``topic("person:{me}:conversations", MEMBER, each=…)`` stands for many: who hears it hears each topic that the function
gives for them (and for the other parts of the name), found anew whenever their rights are (``revoke``).

A client says ``{"say": "typing", "about": {"conversation": "…"}}``, strings only; a parameter that is a UUID gets one::

    @utterance("typing", MEMBER)
    def typing(caller: Caller, conversation: UUID) -> None: ...

Like every door it calls an action or ``push``; a Refusal is its no.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import Policy
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound, Refusal

Predicate = Callable[..., bool]
Each = Callable[..., Iterable[str]]
Said = Callable[..., None]
_OWN = {"me": "person_id", "organisation": "organisation_id"}
LONGEST = 200


@dataclass(slots=True)
class Topic:
    pattern: str
    policy: Policy
    predicate: Predicate | None = None
    each: Each | None = None

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


def topic(pattern: str, policy: Policy, *, each: Each | None = None) -> Topic:
    declared = Topic(pattern, policy, each=each)
    topics.append(declared)
    return declared


def full_name(caller: Anyone, name: str) -> str:
    """What a short name stands for, for this caller; any other name is itself."""
    if ":" in name:
        return name
    return next((declared.own_name(caller) for declared in topics if declared.is_called(name)), name)


def may_hear(caller: Anyone, name: str) -> bool:
    """Whether this caller may listen to this topic now; a name that no room declared is nobody's."""
    return heard_by(caller, name) is not None


def heard_by(caller: Anyone, name: str) -> frozenset[str] | None:
    """All the topics that listening to this one means, for this caller now; None where they may not."""
    if len(name) > LONGEST:
        return None
    for declared in topics:
        parts = declared.parts_of(name)
        if parts is not None:
            return _each(declared, caller, name) if _admits(declared, caller, dict(parts)) else None
    return None


def _each(declared: Topic, caller: Anyone, name: str) -> frozenset[str]:
    others = {part: value for part, value in (declared.parts_of(name) or {}).items() if part not in _OWN}
    return frozenset([name, *declared.each(caller, **others)] if declared.each else [name])


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


@dataclass(frozen=True, slots=True)
class Utterance:
    name: str
    policy: Policy
    function: Said

    def said_by(self, caller: Anyone, about: Mapping[str, str]) -> None:
        self.policy.admit(caller, _("Sign in to continue."), _("You do not have access to this."))
        signature = inspect.signature(self.function)
        identifiers = {name for name, part in signature.parameters.items() if part.annotation is UUID}
        try:
            given = {name: UUID(value) if name in identifiers else value for name, value in about.items()}
            bound = signature.bind(caller, **given)
        except (TypeError, ValueError):
            raise Invalid(_("This cannot be understood.")) from None
        self.function(*bound.args, **bound.kwargs)


utterances: dict[str, Utterance] = {}


def utterance(name: str, policy: Policy) -> Callable[[Said], Said]:
    def declare(function: Said) -> Said:
        utterances[name] = Utterance(name, policy, function)
        return function

    return declare


def say(caller: Anyone, name: str, about: Mapping[str, str]) -> None:
    """Raises a Refusal, also for what no room lets anybody say."""
    if name not in utterances:
        raise NotFound(_("Nothing of that name can be said here."))
    utterances[name].said_by(caller, about)
