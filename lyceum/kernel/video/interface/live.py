"""What a call's browsers hear, and what they say."""

from uuid import UUID

from lyceum.kernel.foundation.interface.live import topic, utterance
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.video.actions import ending, hand, hosting, joining, signalling
from lyceum.kernel.video.queries.listening import is_admitted, is_seated


@topic("call:{room}", MEMBER)
def may_hear_call(caller: Caller, room: str) -> bool:
    return is_admitted(caller, room)


@topic("call:{room}:{me}", MEMBER)
def may_hear_own_call(caller: Caller, room: str) -> bool:
    return is_seated(caller, room)


@utterance("call.join", MEMBER)
def join(caller: Caller, room: UUID, token: str) -> None:
    joining.join_call(caller, room, token)


@utterance("call.stay", MEMBER)
def stay(caller: Caller, room: UUID, connection: UUID) -> None:
    joining.stay(caller, room, connection)


@utterance("call.back", MEMBER)
def back(caller: Caller, room: UUID, connection: UUID) -> None:
    joining.come_back(caller, room, connection)


@utterance("call.leave", MEMBER)
def leave(caller: Caller, room: UUID) -> None:
    ending.leave_call(caller, room)


@utterance("call.signal", MEMBER)
def signal(caller: Caller, room: UUID, connection: UUID, to: UUID, signal: str) -> None:
    signalling.pass_signal(caller, room, connection, to, signal)


@utterance("call.state", MEMBER)
def state(caller: Caller, room: UUID, connection: UUID, microphone: str, camera: str, screen: str) -> None:
    """``"on"``, or anything else for off."""
    shown = {"microphone": microphone == "on", "camera": camera == "on", "screen": screen == "on"}
    joining.show_state(caller, room, connection, **shown)


@utterance("call.hand", MEMBER)
def raise_hand(caller: Caller, room: UUID, up: str) -> None:
    hand.raise_hand(caller, room, up=up == "on")


@utterance("call.hands", MEMBER)
def lower_hands(caller: Caller, room: UUID) -> None:
    hand.lower_hands(caller, room)


@utterance("call.admit", MEMBER)
def admit(caller: Caller, room: UUID, person: UUID) -> None:
    hosting.admit_person(caller, room, person)


@utterance("call.mute", MEMBER)
def mute(caller: Caller, room: UUID, person: UUID, muted: str) -> None:
    hosting.mute_person(caller, room, person, muted=muted == "on")


@utterance("call.remove", MEMBER)
def remove(caller: Caller, room: UUID, person: UUID) -> None:
    hosting.remove_person(caller, room, person)


@utterance("call.door", MEMBER)
def door(caller: Caller, room: UUID, waiting: str, locked: str) -> None:
    hosting.mind_door(caller, room, waiting_room=waiting == "on", locked=locked == "on")


@utterance("call.close", MEMBER)
def close(caller: Caller, room: UUID) -> None:
    hosting.close_call(caller, room)
