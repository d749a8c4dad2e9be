"""How somebody is told: steps as data, which a room declares with its kind and the notifications' engine goes through.

``Tell("in_app"), Wait(10), Unless(Unless.READ), Tell("email")`` reads as it runs. Whatever the steps say: each person's
preferences, quiet hours and stopped addresses hold, and nobody is sent what they have read. Critical kinds pass these.
"""

from dataclasses import dataclass
from enum import StrEnum

IN_APP, EMAIL, PUSH, SMS, CHAT = "in_app", "email", "push", "sms", "chat"


@dataclass(frozen=True, slots=True)
class Tell:
    """Now, by this channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class Wait:
    minutes: int


class Met(StrEnum):
    READ = "read"  # they have read it
    PRESENT = "present"  # they are connected now, so they see it live
    REACHED = "reached"  # a push or a text message of it went out


@dataclass(frozen=True, slots=True)
class Unless:
    """The way ends here if that is so."""

    met: Met


@dataclass(frozen=True, slots=True)
class Digest:
    """Kept, and told together with what else waits: at ``at`` ("18:00") in the person's time zone, at the hour that
    they chose where it is empty, or ``every_minutes`` (on the clock) where that is given."""

    channel: str = EMAIL
    at: str = ""
    every_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Gather:
    """Facts of one thread, told within so many minutes and not yet read, are one notification: "3 new messages"."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Throttle:
    """In one thread, a person is sent at most so many in so many minutes; the others stay in the centre."""

    most: int
    minutes: int = 60


Step = Tell | Wait | Unless | Digest
Workflow = tuple[Step, ...]

AT_ONCE: Workflow = (Tell(IN_APP), Tell(EMAIL), Tell(PUSH), Tell(SMS))
# Live to whoever is connected, else a push at once; a mail only to whom no push reached and who has not read it.
LIVE_FIRST: Workflow = (
    Tell(IN_APP),
    Unless(Met.PRESENT),
    Tell(PUSH),
    Wait(10),
    Unless(Met.READ),
    Unless(Met.REACHED),
    Tell(SMS),
    Tell(EMAIL),
)
IN_A_DIGEST: Workflow = (Tell(IN_APP), Tell(PUSH), Tell(SMS), Digest(EMAIL))
IN_A_ROOM: Workflow = (Tell(CHAT),)
