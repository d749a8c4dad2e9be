"""Conversations: one's own, of one organisation."""

from typing import Any
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.actions.attending import _place
from lyceum.kernel.messaging.actions.moderating import _to_judge
from lyceum.kernel.messaging.actions.recording import conversation_to_write
from lyceum.kernel.messaging.models import (
    Attachment,
    Block,
    Conversation,
    Message,
    MessageReport,
    MessageVersion,
    Participant,
)
from lyceum.kernel.messaging.queries.attachment import may_open_attachment
from lyceum.kernel.messaging.queries.blocks import blocked_by
from lyceum.kernel.messaging.queries.conversation import conversation_for, is_joined_by, joined_ids
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_search import search_messages
from lyceum.kernel.messaging.queries.moderation import _waiting, moderation_queue
from lyceum.kernel.messaging.queries.thread import _readable, message_for, versions_of
from lyceum.kernel.messaging.queries.unread import unread_messages
from tests.isolation.fabric import STAFF
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples

Asked = tuple[Caller, UUID]


def _conversation(samples: Samples) -> Asked:
    return insider(samples), samples.parts["conversation_id"]


def _message(samples: Samples) -> Asked:
    return insider(samples), samples.parts["message_id"]


def _judged(samples: Samples) -> Asked:
    return insider(samples), samples.parts["put_dismissal.message_id"]


def _file(samples: Samples) -> Asked:
    return insider(samples), samples.parts["attachment_id"]


def _in_question_anyway(caller: Caller) -> None:
    """The report and the version are of a message that waits because of its words, with or without them."""
    held = Message.objects.get(organisation=caller.organisation_id, held_at__isnull=False)
    for model in (MessageReport, MessageVersion):
        model.objects.filter(organisation=caller.organisation_id).update(message=held)


def _by(function: Any) -> Any:
    return lambda asked: function(*asked)


_HERE = "messaging.queries."
_ACTS = "messaging.actions."
apart(_HERE + "conversation.conversation_for", _conversation, _by(conversation_for), moved=(Conversation,))
apart(_HERE + "conversation.is_joined_by", _conversation, _by(is_joined_by), moved=(Conversation,))
apart(_ACTS + "recording.conversation_to_write", _conversation, _by(conversation_to_write), moved=(Conversation,))
apart(_ACTS + "attending._place", _conversation, _by(_place), moved=(Participant,), lost=(Participant,))
apart(_HERE + "thread._readable", _conversation, _by(_readable), moved=(Message,))
apart(_HERE + "thread.message_for", _message, _by(message_for), moved=(Message,))
apart(_HERE + "thread.versions_of", _message, _by(versions_of), moved=(MessageVersion,), given=(MessageVersion,))
apart(_ACTS + "moderating._to_judge", _judged, _by(_to_judge), moved=(Message, Conversation))
apart(_HERE + "moderation._waiting", insider, _waiting, moved=(Message, MessageReport))
apart(
    _HERE + "moderation.moderation_queue",
    insider,
    moderation_queue,
    first=_in_question_anyway,
    moved=(MessageReport, MessageVersion),
)
apart(
    _HERE + "attachment.may_open_attachment",
    _file,
    _by(may_open_attachment),
    moved=(Attachment, Message, Conversation),
)
apart(_HERE + "conversation.joined_ids", insider, joined_ids, moved=(Participant,), lost=(Participant,))
apart(_HERE + "blocks.blocked_by", insider, blocked_by, moved=(Block,), given=(Block,))
apart(_HERE + "unread.unread_messages", insider, unread_messages, moved=(Message,))
apart(
    _HERE + "message_search.search_messages",
    insider,
    lambda caller: search_messages(caller, "canary"),
    moved=(Message, Participant),
    lost=(Participant,),
)


@probe("messaging.queries.conversation_rules.ruling_of")
def the_rules_are_those_of_one_organisation(samples: Samples) -> None:
    assert ruling_of(insider(samples)).held_words == (STAFF,)
