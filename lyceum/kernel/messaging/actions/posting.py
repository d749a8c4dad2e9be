"""Post a message: once, however often it is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.file import own_files
from lyceum.kernel.messaging.actions.recording import conversation_to_write, record_new
from lyceum.kernel.messaging.announcements import MessageHeld, MessagePosted
from lyceum.kernel.messaging.models import Attachment, Conversation, Message
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_shown import MessageView, message_shown
from lyceum.kernel.messaging.queries.right import refuse_unless_may_post
from lyceum.kernel.messaging.rules.ruling import DOCUMENTS, LONGEST_BODY, MEGABYTE, MOST_ATTACHMENTS, PICTURES, Ruling
from lyceum.kernel.messaging.rules.word_list import caught

POSTS = {"capacity": 40, "per_seconds": 60}
PURPOSE = "attachment"


@dataclass(frozen=True, slots=True)
class MessageText:
    """``attachment_ids``: files of the author's own, kept for the purpose ``attachment`` before."""

    body: str
    reply_to: UUID | None = None
    attachment_ids: Sequence[UUID] = ()

    def refuse_faults(self, files: Sequence[StoredFile], ruling: Ruling) -> None:
        """Raises Invalid, saying of each field what is wrong with it."""
        faults: dict[str, list[str]] = {}
        for name, fault in (*_faults_of_body(self.body, bool(files)), *_faults_of_files(files, ruling)):
            faults.setdefault(name, []).append(fault)
        if faults:
            raise Invalid(next(iter(faults.values()))[0], fields=faults)


def post_message(caller: Caller, conversation_id: UUID, message_id: UUID, text: MessageText) -> MessageView:
    """Under the id that the client made. The same again gives the same message; something else under it is refused."""
    spend("messaging.post", str(caller.person_id), **POSTS)
    text = MessageText(text.body.strip(), text.reply_to, tuple(dict.fromkeys(text.attachment_ids)))
    ruling = ruling_of(caller)
    try:
        with transaction.atomic():
            conversation = conversation_to_write(caller, conversation_id)
            if Message.objects.within(caller).filter(id=message_id).exists():
                return _posted_before(caller, conversation_id, message_id, text)
            refuse_unless_may_post(caller, conversation, ruling)
            return _post(caller, conversation, message_id, text, ruling)
    except IntegrityError as fault:
        raise _taken() from fault


def _post(
    caller: Caller, conversation: Conversation, message_id: UUID, text: MessageText, ruling: Ruling
) -> MessageView:
    files = _files(caller, text.attachment_ids)
    text.refuse_faults(files, ruling)
    held = caught(text.body, ruling.held_words)
    message = Message(
        id=message_id,
        organisation_id=caller.organisation_id,
        conversation=conversation,
        author_id=caller.person_id,
        reply_to_id=_answered(caller, conversation, text.reply_to),
        held_at=timezone.now() if held else None,
        held_words=", ".join(held),
    )
    message.say(text.body)
    attachments = _attached(message, files)
    ids = (conversation.id, message_id)
    announce(caller, MessageHeld(*ids) if held else MessagePosted(*ids, caller.person_id))
    return record_new(caller, conversation, message, attachments)


def _attached(message: Message, files: Sequence[StoredFile]) -> list[Attachment]:
    """Before the message itself, so that what is told of it is whole: foreign keys are checked by the commit."""
    rows = [Attachment(organisation_id=message.organisation_id, message_id=message.id, file=file) for file in files]
    return Attachment.objects.bulk_create(rows) if rows else []


def _posted_before(caller: Caller, conversation_id: UUID, message_id: UUID, text: MessageText) -> MessageView:
    """A repeat, unless it says something else. What has become of the message since does not matter."""
    first = Message.objects.within(caller).own(caller, "author").filter(id=message_id).first()
    if first is None or first.conversation_id != conversation_id or first.reply_to_id != text.reply_to:
        raise _taken()
    said = first.versions.order_by("id").values_list("body", flat=True).first() or first.body
    attached = set(first.attachments.values_list("file_id", flat=True))
    if said != text.body or attached != set(text.attachment_ids):
        raise _taken()
    return message_shown(caller, message_id)


def _taken() -> Conflict:
    return Conflict(_("Another message already has this id. Make a new one."))


def _answered(caller: Caller, conversation: Conversation, message_id: UUID | None) -> UUID | None:
    if message_id is None:
        return None
    rows = Message.objects.within(caller).visible_to(caller).filter(id=message_id, conversation=conversation, system="")
    if not rows.exists():
        raise Invalid(_("The message that you answer is not in this conversation."), code="no_such_reply")
    return message_id


def _files(caller: Caller, ids: Sequence[UUID]) -> list[StoredFile]:
    """Each the author's own; one that is already in another message may be sent again."""
    if not ids:
        return []
    found = own_files(caller).filter(organisation_id=caller.organisation_id, id__in=ids, purpose=PURPOSE)
    files = {file.id: file for file in found}
    if len(files) != len(ids):
        raise Invalid(
            _("One of the files is not there. Attach it again."), fields={"attachment_ids": [_("Not there.")]}
        )
    return [files[id] for id in ids]


def _faults_of_body(body: str, has_files: bool) -> Iterator[tuple[str, str]]:
    if not body and not has_files:
        yield "body", _("Write something, or attach a file.")
    if len(body) > LONGEST_BODY:
        yield "body", _("Write at most %(most)s characters.") % {"most": LONGEST_BODY}


def _faults_of_files(files: Sequence[StoredFile], ruling: Ruling) -> Iterator[tuple[str, str]]:
    if len(files) > MOST_ATTACHMENTS:
        yield "attachment_ids", _("Attach at most %(most)s files.") % {"most": MOST_ATTACHMENTS}
    for file in files:
        if (PICTURES if file.is_picture else DOCUMENTS) not in ruling.attachments:
            yield "attachment_ids", _("%(name)s: files of this kind are not sent here.") % {"name": file.name}
        if file.size > ruling.largest_attachment:
            most = round(ruling.largest_attachment / MEGABYTE)
            yield "attachment_ids", _("%(name)s: it is larger than %(most)s MB.") % {"name": file.name, "most": most}
