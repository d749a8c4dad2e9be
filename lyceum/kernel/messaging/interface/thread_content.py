"""What the templates of the inbox and of a thread are drawn from."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.urls import get_script_prefix
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.queries.presence import present_among
from lyceum.kernel.media.rules.contents import DOCUMENTS as DOCUMENT_TYPES
from lyceum.kernel.media.rules.contents import PICTURES as PICTURE_TYPES
from lyceum.kernel.messaging.permissions import may_moderate
from lyceum.kernel.messaging.queries.conversation import ConversationView, conversation_shown, conversations_for
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_shown import AuthorView, MessageView
from lyceum.kernel.messaging.queries.thread import ThreadPage, thread
from lyceum.kernel.messaging.rules.lines import author_of, lines_of
from lyceum.kernel.messaging.rules.palette import MARKS
from lyceum.kernel.messaging.rules.ruling import DOCUMENTS, PICTURES, Ruling


def inbox_content(caller: Caller, *, here: UUID | None = None, after: UUID | None = None) -> dict[str, Any]:
    """``here``: the conversation that is open."""
    found = conversations_for(caller, after=after)
    others = {row.people[0].person_id for row in found.items if row.kind == "direct" and row.people}
    return {
        "rows": found.items,
        "next": found.next,
        "here": here,
        "present": present_among(caller.organisation_id, others),
        "may_moderate": may_moderate(caller),
        "api": f"{get_script_prefix()}api/v1",
    }


def thread_content(caller: Caller, conversation_id: UUID, *, before: int | None = None) -> dict[str, Any]:
    shown = conversation_shown(caller, conversation_id)
    found = thread(caller, conversation_id, before=before)
    others = [person for person in shown.people if person.person_id != caller.person_id]
    unread_after = shown.read_position if shown.unread and before is None else None
    seen_to = max((person.read_position for person in others), default=0)
    local = timezone.localtime
    lines = lines_of(found.items, me=caller.person_id, unread_after=unread_after, seen_to=seen_to, local=local)
    content = inbox_content(caller, here=conversation_id)
    present = present_among(caller.organisation_id, {person.person_id for person in shown.people})
    return content | {
        "conversation": shown,
        "others": others,
        "present": present | content["present"],
        "present_count": len(present - {caller.person_id}),
        "items": found.items,
        "lines": lines,
        "thread": found,
        "unread_after": unread_after,
        "seen_by": _seen_by(caller, shown, found),
        "first_position": found.items[0].position if found.items else 0,
        "known": {
            "items": [asdict(message) for message in found.items],
            "readers": [asdict(one) for one in shown.people],
        },
        "new_id": new_identifier(),
        "marks": MARKS,
        "zone": timezone.get_current_timezone_name(),
        "blank": BLANK,
        **_files(ruling_of(caller)),
    }


def _seen_by(caller: Caller, shown: ConversationView, found: ThreadPage) -> list[str]:
    """Who has seen the last message, where it is the caller's own."""
    last = found.items[-1] if found.items else None
    if last is None or author_of(last) != caller.person_id or last.deleted:
        return []
    readers = [person for person in shown.people if person.person_id != caller.person_id]
    return [person.name for person in readers if person.read_position >= last.position]


def _files(ruling: Ruling) -> dict[str, Any]:
    types = {PICTURES: PICTURE_TYPES, DOCUMENTS: DOCUMENT_TYPES}
    accepted = sorted(content_type for kind in ruling.attachments for content_type in types[kind])
    return {"accepts": ",".join(accepted), "largest": ruling.largest_attachment}


# A message of nobody, which the page's script fills for each that comes.
BLANK = {
    "message": MessageView(
        id=UUID(int=0),
        conversation_id=UUID(int=0),
        position=0,
        change=0,
        author=AuthorView(UUID(int=0), "", "", None),
        kind="text",
        system="",
        body="",
        reply_to=None,
        created_at=timezone.now(),
        edited_at=None,
        deleted=False,
        held="",
        reactions=[],
        attachments=[],
        links=[],
    ),
    "line": {"leads": True, "is_own": False},
    "picture": {"medium": "#"},
    "file": {"content_type": "", "size": 0},
    "card": {"icon": "link", "title": "", "kind": "", "detail": ""},
    "reaction": {"mark": MARKS[0], "people": []},
}
