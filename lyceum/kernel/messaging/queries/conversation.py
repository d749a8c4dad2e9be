"""Conversations: those that the caller takes part in, with what is new in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal
from lyceum.kernel.messaging.models import Conversation, Kind, Message, Participant
from lyceum.kernel.messaging.queries.right import refuse_unless_may_post

OPENING = 120  # characters of the last message, in a list


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """``read_position``: of the last message that they have read."""

    person_id: UUID
    name: str
    initials: str
    portrait_id: UUID | None
    read_position: int


@dataclass(frozen=True, slots=True)
class LastView:
    """The last message that the caller may read; ``body`` is its beginning, empty for a deleted one."""

    author_id: UUID | None
    author: str
    system: str
    body: str
    attachments: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CardView:
    title: str
    url: str
    icon: str
    kind: str
    detail: str

    @classmethod
    def of(cls, card: Card) -> "CardView":
        return cls(card.title, card.url, card.icon, str(card.kind), card.detail)


@dataclass(frozen=True, slots=True)
class ConversationView:
    """``kind``: direct · group · support. ``subject``: what it is about, in words.

    ``people``: the others of a direct or support conversation; in ``conversation_shown`` everybody. Only there are
    ``about`` (its context, for whoever may see that) and ``why_not`` (why the caller cannot write now) said.
    """

    id: UUID
    kind: str
    title: str
    subject: str
    last: LastView | None
    last_message_at: datetime | None
    unread: int
    read_position: int
    position: int
    change: int
    muted: bool
    draft: str
    people: list[ParticipantView]
    about: CardView | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """``next`` is the conversation after which the following page begins; None at the end."""

    items: list[ConversationView]
    next: UUID | None


def conversations_for(caller: Caller, *, after: UUID | None = None, limit: int = 30) -> ConversationPage:
    """The one that was last written in first; the same number of queries however many.

    Beside a thing (a call, a path) there is a conversation before anybody needs it: it comes with its first message.
    """
    limit = max(1, min(limit, 100))
    rows = _places(caller).exclude(conversation__key__startswith="about:", conversation__position=0)
    rows = rows.annotate(moved_at=Coalesce("conversation__last_message_at", "conversation__created_at"))
    if after and (last := rows.filter(conversation_id=after).first()):
        earlier = Q(moved_at__lt=last.moved_at) | Q(moved_at=last.moved_at, conversation_id__lt=after)
        rows = rows.filter(earlier)
    found = list(rows.order_by("-moved_at", "-conversation_id")[: limit + 1])
    places = found[:limit]
    return ConversationPage(_views(caller, places), places[-1].conversation_id if len(found) > limit else None)


def conversation_for(caller: Caller, conversation_id: UUID) -> Conversation:
    found: Conversation | None = (
        Conversation.objects.within(caller).joined_by(caller).filter(id=conversation_id).first()
    )
    if found is None:
        raise NotFound(_("There is no such conversation, or you do not take part in it."))
    return found


def is_joined_by(caller: Caller, conversation_id: UUID) -> bool:
    return Conversation.objects.within(caller).joined_by(caller).filter(id=conversation_id).exists()


def joined_ids(caller: Caller) -> list[UUID]:
    """Of all the conversations that the caller takes part in."""
    places = Participant.objects.within(caller).own(caller).present()
    return list(places.values_list("conversation_id", flat=True))


def conversation_shown(caller: Caller, conversation_id: UUID) -> ConversationView:
    """With all its people, what it is about, and whether the caller may write in it now."""
    conversation = conversation_for(caller, conversation_id)
    place = _places(caller).get(conversation_id=conversation_id)
    people = _people(caller, [conversation_id])[conversation_id]
    last = _last(caller, [place]).get(place.last_id)
    return _view(
        caller, place, last, people, people, context_card(caller, conversation), _why_not(caller, conversation)
    )


def context_card(caller: Caller, conversation: Conversation) -> CardView | None:
    """What it is about, for those who may see that."""
    if conversation.about_id is None:
        return None
    card = registry.card_of(caller, conversation.about_kind, conversation.about_id)
    return CardView.of(card) if card else None


def _why_not(caller: Caller, conversation: Conversation) -> str:
    try:
        refuse_unless_may_post(caller, conversation)
    except Refusal as refusal:
        return str(refusal.message)
    return ""


def _places(caller: Caller) -> QuerySet[Any]:
    """The caller's own, each with ``unread`` and the ``last_id`` of what they may read."""
    messages = Message.objects.within(caller).filter(conversation=OuterRef("conversation_id"))
    unread = (
        messages.standing()
        .filter(position__gt=OuterRef("read_position"))
        .exclude(author_id=caller.person_id)
        .order_by()
        .values("conversation")
        .annotate(n=Count("id"))
        .values("n")
    )
    last = messages.visible_to(caller).order_by("-position").values("id")[:1]
    found: QuerySet[Any] = (
        Participant.objects.within(caller)
        .own(caller)
        .present()
        .select_related("conversation")
        .annotate(unread=Coalesce(Subquery(unread), 0), last_id=Subquery(last))
    )
    return found


def _views(caller: Caller, places: Sequence[Any]) -> list[ConversationView]:
    between = [p.conversation_id for p in places if p.conversation.kind != Kind.GROUP]
    people, last = _people(caller, between), _last(caller, places)
    return [_view(caller, place, last.get(place.last_id), people.get(place.conversation_id, [])) for place in places]


def _view(
    caller: Caller,
    place: Any,
    last: LastView | None,
    people: list[ParticipantView],
    shown: list[ParticipantView] | None = None,
    about: CardView | None = None,
    why_not: str = "",
) -> ConversationView:
    conversation = place.conversation
    others = [person for person in people if person.person_id != caller.person_id]
    return ConversationView(
        id=conversation.id,
        kind=conversation.kind,
        title=_title(caller, conversation, others),
        subject="" if conversation.kind == Kind.GROUP else conversation.title,
        last=last,
        last_message_at=conversation.last_message_at,
        unread=place.unread,
        read_position=place.read_position,
        position=conversation.position,
        change=conversation.change,
        muted=place.muted,
        draft=place.draft,
        people=others if shown is None else shown,
        about=about,
        why_not=why_not,
    )


def _title(caller: Caller, conversation: Conversation, others: Sequence[ParticipantView]) -> str:
    if conversation.kind == Kind.GROUP:
        return conversation.title
    if conversation.kind == Kind.DIRECT:
        return others[0].name if others else _("Somebody who has left")
    if conversation.key.endswith(str(caller.person_id)):
        return _("Support")
    asking = next((person.name for person in others if conversation.key.endswith(str(person.person_id))), "")
    return _("Support for %(name)s") % {"name": asking} if asking else _("Support")


def _people(caller: Caller, conversation_ids: Iterable[UUID]) -> dict[UUID, list[ParticipantView]]:
    """Those who take part now, by conversation, in the order in which they joined."""
    rows = Participant.objects.within(caller).filter(conversation_id__in=list(conversation_ids)).present()
    found: dict[UUID, list[ParticipantView]] = {id: [] for id in conversation_ids}
    for row in rows.select_related("person").order_by("joined_at", "id"):
        person = row.person
        seen = ParticipantView(person.id, str(person), person.initials, person.portrait_id, row.read_position)
        found[row.conversation_id].append(seen)
    return found


def _last(caller: Caller, places: Sequence[Any]) -> dict[UUID, LastView]:
    rows = Message.objects.within(caller).filter(id__in=[p.last_id for p in places if p.last_id])
    found = rows.select_related("author").annotate(files=Count("attachments"))
    return {row.id: _last_view(row) for row in found.defer("words")}


def _last_view(row: Any) -> LastView:
    body = shorten(row.body, OPENING, placeholder="…")
    return LastView(row.author_id, str(row.author or ""), row.system, body, row.files, row.created_at)
