"""What is said, marked, blocked and judged in conversations; who takes part in them, and who follows into them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.queries.membership import members_of
from lyceum.kernel.messaging.actions.blocking import unblock_person
from lyceum.kernel.messaging.actions.joining import _locked, follow_person, follow_supporters, settle_people
from lyceum.kernel.messaging.actions.moderating import _settle
from lyceum.kernel.messaging.actions.opening import _joined
from lyceum.kernel.messaging.actions.posting import MessageText, _answered, _posted_before, post_message
from lyceum.kernel.messaging.actions.reacting import _changed
from lyceum.kernel.messaging.models import (
    Attachment,
    Block,
    Conversation,
    Message,
    MessageReport,
    Participant,
    Reaction,
)
from lyceum.kernel.messaging.queries.conversation import _last, _people, _places
from lyceum.kernel.messaging.queries.message_shown import message_shown, messages_shown
from lyceum.kernel.messaging.queries.right import _refuse_silence, _with_blocks
from lyceum.kernel.messaging.queries.surroundings import around
from lyceum.kernel.messaging.rules.key import group_key, support_key
from tests.isolation.fabric import OWN
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples


@dataclass(frozen=True, slots=True)
class Talk:
    """The insider's own words to a student; ``reported`` was said in their group, whose conversation has ``key``."""

    caller: Caller
    colleague_id: UUID
    conversation: Conversation
    message_id: UUID
    file_id: UUID
    reported: Message
    key: str


def _talk(samples: Samples) -> Talk:
    parts, here = samples.parts, samples.house.here
    return Talk(
        insider(samples),
        here.colleague.person_id,
        Conversation.objects.get(id=parts["conversation_id"]),
        parts["message_id"],
        parts["attachment_id"],
        Message.objects.get(id=parts["put_dismissal.message_id"]),
        group_key(here.group.id),
    )


def _own_places(samples: Samples) -> tuple[Caller, list[Any]]:
    caller = insider(samples)
    return caller, list(_places(caller))


def _alone(caller: Caller) -> None:
    """In conversations that a colleague may be given."""
    Conversation.objects.filter(kind="direct").update(kind="group")
    Participant.objects.exclude(person_id=caller.person_id).delete()


def _with_support(at: Talk) -> None:
    Conversation.objects.filter(key=at.key).update(key=support_key(at.caller.person_id))


def _marked(at: Talk) -> None:
    """By the caller themselves."""
    Reaction.objects.filter(message_id=at.message_id).update(person_id=at.caller.person_id)


def _unblocked(at: Talk) -> int:
    unblock_person(at.caller, at.colleague_id)
    return Announcement.objects.count()


def _all_sent_away(at: Talk) -> int:
    settle_people(at.caller, at.conversation, ())
    return _comings_and_goings()


def _supporters_followed(at: Talk) -> int:
    follow_supporters(at.caller)
    return _comings_and_goings()


def _colleague_followed(at: Talk) -> int:
    follow_person(at.caller, at.colleague_id)
    return _comings_and_goings()


def _comings_and_goings() -> int:
    return Message.objects.exclude(system="").count()


def _posted_empty(at: Talk) -> Any:
    """Under an id that is taken, which is said before the fault of the text."""
    return post_message(at.caller, at.conversation.id, at.message_id, MessageText(""))


def _repeated(at: Talk) -> Any:
    return _posted_before(at.caller, at.conversation.id, at.message_id, MessageText(OWN, None, (at.file_id,)))


def _blocks_seen(at: Talk) -> set[tuple[UUID, bool, bool]]:
    members = _with_blocks(at.caller, members_of(at.caller))
    return {(member.person_id, member.is_blocked, member.has_blocked) for member in members}


_ACTS = "messaging.actions."
apart(_ACTS + "blocking.unblock_person", _talk, _unblocked, moved=(Block,), given=(Block,))
apart(_ACTS + "joining.settle_people", _talk, _all_sent_away, moved=(Participant,))
apart(_ACTS + "joining.follow_supporters", _talk, _supporters_followed, moved=(Conversation,), first=_with_support)
apart(_ACTS + "joining.follow_person", _talk, _colleague_followed, moved=(Participant,))
apart(_ACTS + "joining._locked", _talk, lambda at: _locked(at.caller, at.key), moved=(Conversation,))
apart(_ACTS + "moderating._settle", _talk, lambda at: _settle(at.caller, at.reported), moved=(MessageReport,))
apart(_ACTS + "opening._joined", _talk, lambda at: _joined(at.caller, at.key), moved=(Conversation,))
apart(_ACTS + "posting.post_message", _talk, _posted_empty, moved=(Message,))
apart(_ACTS + "posting._posted_before", _talk, _repeated, moved=(Message,), given=(Message,))
apart(
    _ACTS + "posting._answered",
    _talk,
    lambda at: _answered(at.caller, at.conversation, at.message_id),
    moved=(Message,),
)
apart(
    _ACTS + "reacting._changed",
    _talk,
    lambda at: _changed(at.caller, at.message_id, "love", on=False),
    moved=(Reaction,),
    given=(Reaction,),
    first=_marked,
)

_HERE = "messaging.queries."
apart(
    _HERE + "conversation._places",
    insider,
    lambda caller: {(place.conversation_id, place.unread, place.last_id) for place in _places(caller)},
    moved=(Message, Participant),
    given=(Participant,),
    first=_alone,
)
apart(_HERE + "conversation._people", _talk, lambda at: _people(at.caller, [at.conversation.id]), moved=(Participant,))
apart(_HERE + "conversation._last", _own_places, lambda asked: _last(*asked), moved=(Message,))
apart(
    _HERE + "message_shown.messages_shown",
    _talk,
    lambda at: messages_shown(at.caller, Message.objects.filter(id=at.message_id)),
    moved=(Reaction, Attachment),
)
apart(
    _HERE + "message_shown.message_shown", _talk, lambda at: message_shown(at.caller, at.message_id), moved=(Message,)
)
apart(
    _HERE + "right._refuse_silence",
    _talk,
    lambda at: _refuse_silence(at.caller, at.conversation),
    moved=(Participant,),
)
apart(_HERE + "right._with_blocks", _talk, _blocks_seen, moved=(Block,), given=(Block,))
apart(_HERE + "surroundings.around", _talk, lambda at: around(at.caller, at.reported.id), moved=(Message,))
