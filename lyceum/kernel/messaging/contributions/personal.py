"""What is kept of people on the board and in conversations, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass


def _row(fields: str, **told: PrivacyClass) -> dict[str, PrivacyClass]:
    """``fields`` are states, times and ids; ``told`` says more of somebody."""
    return dict.fromkeys(f"id created_at organisation {fields}".split(), _C.TECHNICAL) | told


BOARD = [
    PersonalRecords(
        "messaging.Notice",
        dict.fromkeys(
            "id created_at organisation author audience pinned publish_at published_at edited_at".split(),
            _C.TECHNICAL,
        )
        | {"title": _C.CONTENT, "body": _C.CONTENT},
        owner="author",
        on_erasure="keep",
        kept_because=_("What was published belongs to the organisation; it no longer says who wrote it."),
        what=_("Notices you wrote. Drafts are deleted; what was published stays, without your name."),
    ),
    PersonalRecords(
        "messaging.NoticeRead",
        dict.fromkeys("id created_at organisation notice person read_at".split(), _C.TECHNICAL),
        owner="person",
        what=_("Which notices you have read."),
    ),
]
CONVERSATIONS = [
    PersonalRecords(
        "messaging.Conversation",
        dict.fromkeys(
            "id created_at organisation kind key title about_kind about_id position change last_message_at".split(),
            _C.NONE,
        ),
    ),
    PersonalRecords(
        "messaging.Participant",
        _row("conversation person joined_at left_at read_position muted", draft=_C.CONTENT),
        owner="person",
        what=_("The conversations you take part in, and what you had begun to write."),
    ),
    PersonalRecords(
        "messaging.Message",
        _row(
            "conversation author system position change reply_to edited_at deleted_at held_at refused_at",
            body=_C.CONTENT,
            held_words=_C.CONTENT,
            words=_C.SECRET,
        ),
        owner="author",
        on_erasure="blank",
        what=_("Messages you wrote. Their words and your name are erased; that there was a message stays."),
    ),
    PersonalRecords(
        "messaging.MessageVersion",
        _row("message person changed_by", body=_C.CONTENT),
        owner="person",
        what=_("What your messages said before they were changed or deleted."),
    ),
    PersonalRecords(
        "messaging.Reaction",
        _row("message person", mark=_C.CONTENT),
        owner="person",
        what=_("The marks you put on messages."),
    ),
    PersonalRecords("messaging.Attachment", dict.fromkeys("id created_at organisation message file".split(), _C.NONE)),
    PersonalRecords(
        "messaging.MessageReport",
        _row("message person settled_at settled_by", reason=_C.CONTENT, note=_C.CONTENT),
        owner="person",
        what=_("Messages you asked a moderator to look at."),
    ),
    PersonalRecords("messaging.Block", _row("person blocked"), owner="person", what=_("Whom you have blocked.")),
    PersonalRecords(
        "messaging.ConversationRules",
        dict.fromkeys(
            "id created_at organisation office_hours held_words openings attachments largest_attachment".split(),
            _C.NONE,
        ),
    ),
]
