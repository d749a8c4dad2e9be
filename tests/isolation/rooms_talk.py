"""Conversations of the first organisation: the insider's alone, one that all read, and what moderators look at."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import caller_of
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.messaging.models import (
    Attachment,
    Block,
    Conversation,
    ConversationRules,
    Message,
    MessageReport,
    MessageVersion,
    Participant,
    Reaction,
)
from lyceum.kernel.messaging.rules.key import direct_key
from lyceum.kernel.search.tests.files import pdf
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]


def talk(wing: Wing) -> Filled:
    """The insider and a student talk; of what they say, moderators see what is in question."""
    file = _file(wing)
    with scope.entered(wing.organisation.id, wing.insider.person_id):
        key = direct_key(wing.insider.person_id, wing.student.person_id)
        two = (wing.insider, wing.student)
        conversation = _conversation(wing, two, kind="direct", key=key, title=wing.own)
        own = _said(wing, conversation, 1, wing.insider, wing.own)
        theirs = _said(wing, conversation, 2, wing.student, wing.own)
        group = _conversation(
            wing, (*two, wing.colleague), kind="group", key=f"group:{wing.group.id}", title=wing.shared
        )
        held = _said(wing, group, 1, wing.student, wing.staff, held_at=timezone.now(), held_words=wing.staff)
        reported = _said(wing, group, 2, wing.student, wing.staff)
        _around(wing, own, reported, file)
    parts = {
        "conversation_id": conversation.id,
        "conversation.conversation": group.id,
        "message_id": own.id,
        "mark": "like",
        "attachment_id": file.id,
    }
    parts |= _of("put_message_report", theirs.id) | _of("put_release put_refusal", held.id)
    parts |= _of("put_dismissal messaging:decision messaging:surroundings", reported.id) | _of(
        "messaging:report", theirs.id
    )
    parts |= {"messaging:attachment_picture.file_id": file.id, "post_conversation.person_id": wing.student.person_id}
    parts |= {"put_block.person_id": wing.colleague.person_id}
    parts |= {f"{door}.person_id": wing.student.person_id for door in ("delete_block", "openConversation")}
    parts |= {"openConversation.personId": wing.student.person_id, "blockPerson.personId": wing.colleague.person_id}
    for field in "conversation readConversation keepDraft muteConversation".split():
        parts[f"{field}.id"] = conversation.id
    for field in "editMessage deleteMessage reactToMessage".split():
        parts[f"{field}.id"] = own.id
    parts |= {"reportMessage.id": theirs.id, "releaseMessage.id": held.id, "refuseMessage.id": held.id}
    values = _values() | {"messaging:new_conversation/person": str(wing.student.person_id)}
    return parts | {"dismissReports.id": reported.id}, values


def _values() -> dict[str, Any]:
    values: dict[str, Any] = {"text": "A text", "q": "canary", "position": 4, "reason": "other", "mark": "like"}
    for door in ("create_message", "postMessage"):
        values |= {f"{door}/id": lambda: str(new_identifier()), f"{door}/reply_to": None, f"{door}/attachment_ids": []}
    values |= {"post_conversation/kind": "direct", "openConversation/kind": "DIRECT", "reportMessage/reason": "OTHER"}
    values |= {"put_conversation_rules/office_hours": {}, "put_conversation_rules/openings": {}}
    values |= {"put_conversation_rules/held_words": ["word"], "put_conversation_rules/attachments": ["pictures"]}
    values |= {"messaging:decision/verdict": "dismiss", "messaging:conversation_rules/largest": "25"}
    return values | {"put_conversation_rules/largest_attachment": 2**20}


def _of(doors: str, message_id: UUID) -> dict[str, UUID]:
    return {f"{door}.message_id": message_id for door in doors.split()}


def _file(wing: Wing) -> StoredFile:
    upload = SimpleUploadedFile(f"{wing.own}.pdf", pdf(wing.own))
    return store_file(caller_of(wing.insider), upload, Terms("attachment", Visibility.PLACE))


def _conversation(wing: Wing, people: Sequence[Membership], **named: str) -> Conversation:
    conversation = Conversation.objects.create(organisation=wing.organisation, position=2, change=2, **named)
    for member in people:
        Participant.objects.create(
            **_whose(wing, member),
            conversation=conversation,
            joined_at=timezone.now(),
            draft=wing.own if member == wing.insider else "",
        )
    return conversation


def _said(wing: Wing, conversation: Conversation, number: int, by: Membership, body: str, **more: Any) -> Message:
    message = Message(
        organisation=wing.organisation,
        conversation=conversation,
        author=by.person,
        position=number,
        change=number,
        **more,
    )
    message.say(body)
    message.save()
    return message


def _around(wing: Wing, own: Message, reported: Message, file: StoredFile) -> None:
    Attachment.objects.create(organisation=wing.organisation, message=own, file=file)
    Reaction.objects.create(**_whose(wing, wing.student), message=own, mark="love")
    MessageVersion.objects.create(**_whose(wing, wing.insider), message=own, body=wing.own)
    MessageReport.objects.create(**_whose(wing, wing.colleague), message=reported, reason="other", note=wing.staff)
    Block.objects.create(**_whose(wing, wing.insider), blocked=wing.colleague.person)
    ConversationRules.objects.create(
        organisation=wing.organisation,
        held_words=[wing.staff],
        attachments=["pictures", "documents"],
        largest_attachment=2**20,
    )


def _whose(wing: Wing, member: Membership) -> dict[str, Any]:
    return {"organisation": wing.organisation, "person": member.person}
