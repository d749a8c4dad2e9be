"""What is shown of a message: the same by page, REST, GraphQL and socket, whoever looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import get_script_prefix, reverse

from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.models import Person
from lyceum.kernel.messaging.models import Attachment, Message, Reaction
from lyceum.kernel.messaging.rules.links import own_paths
from lyceum.kernel.messaging.rules.palette import MARKS

QUOTED = 140  # characters of the message that is answered


@dataclass(frozen=True, slots=True)
class AuthorView:
    id: UUID
    name: str
    initials: str
    portrait_id: UUID | None

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(person.id, str(person), person.initials, person.portrait_id)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What a message answers; no ``body`` once that is deleted."""

    id: UUID
    author: str
    body: str


@dataclass(frozen=True, slots=True)
class ReactionView:
    mark: str
    people: list[UUID]


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """``small``, ``medium``, ``large``: addresses of a picture's sizes, empty for anything else."""

    id: UUID
    name: str
    content_type: str
    size: int
    width: int
    height: int
    original: str
    small: str
    medium: str
    large: str

    @classmethod
    def of(cls, attachment: Attachment) -> Self:
        file = attachment.file
        addresses = {variant: reverse("media:file", args=[file.id, variant]) for variant in file.variants}
        plain = (file.id, file.name, file.content_type, file.size, file.width, file.height)
        return cls(*plain, *(addresses.get(variant, "") for variant in ("original", "small", "medium", "large")))


@dataclass(frozen=True, slots=True)
class MessageView:
    """``kind``: text · system; ``system``: joined · left, of its author. ``author`` is none once they are erased.

    ``held``: waiting · refused, seen by its author and by moderators alone; empty for what all can read. ``links``:
    paths of this organisation in the text; what they lead to depends on who asks (``cards_in``).
    """

    id: UUID
    conversation_id: UUID
    position: int
    change: int
    author: AuthorView | None
    kind: str
    system: str
    body: str
    reply_to: QuoteView | None
    created_at: datetime
    edited_at: datetime | None
    deleted: bool
    held: str
    reactions: list[ReactionView]
    attachments: list[AttachmentView]
    links: list[str]


def messages_shown(caller: Caller | Visitor, rows: QuerySet[Message]) -> list[MessageView]:
    """In the order of ``rows``, in three queries however many they are."""
    reactions: Any = Prefetch("reactions", queryset=Reaction.objects.within(caller).order_by("id"))
    attachments: Any = Prefetch(
        "attachments", queryset=Attachment.objects.within(caller).select_related("file").order_by("id")
    )
    found = rows.select_related("author", "reply_to__author").prefetch_related(reactions, attachments)
    rows_found = found.defer("words", "reply_to__words")
    return [_view(message, message.reactions.all(), message.attachments.all()) for message in rows_found]


def message_shown(caller: Caller | Visitor, message_id: UUID) -> MessageView:
    return messages_shown(caller, Message.objects.within(caller).filter(id=message_id))[0]


def new_message_shown(caller: Caller | Visitor, message: Message, attachments: Iterable[Attachment]) -> MessageView:
    """One that has just been posted: nobody has put a mark on it, and its files are at hand."""
    return _view(message, [], attachments)


def _view(message: Message, reactions: Iterable[Reaction], attachments: Iterable[Attachment]) -> MessageView:
    return MessageView(
        id=message.id,
        conversation_id=message.conversation_id,
        position=message.position,
        change=message.change,
        author=AuthorView.of(message.author) if message.author else None,
        kind="system" if message.system else "text",
        system=message.system,
        body=message.body,
        reply_to=_quote(message.reply_to) if message.reply_to else None,
        created_at=message.created_at,
        edited_at=message.edited_at,
        deleted=message.deleted_at is not None,
        held=_held(message),
        reactions=_reactions(reactions),
        attachments=[] if message.deleted_at else [AttachmentView.of(row) for row in attachments],
        links=own_paths(message.body, settings.SITE_URL, get_script_prefix().strip("/")),
    )


def _held(message: Message) -> str:
    if message.held_at is None:
        return ""
    return "refused" if message.refused_at else "waiting"


def _quote(message: Message) -> QuoteView:
    return QuoteView(message.id, str(message.author or ""), shorten(message.body, QUOTED, placeholder="…"))


def _reactions(rows: Iterable[Reaction]) -> list[ReactionView]:
    people: dict[str, list[UUID]] = {}
    for reaction in rows:
        people.setdefault(reaction.mark, []).append(reaction.person_id)
    return [ReactionView(mark, people[mark]) for mark in MARKS if mark in people]
