"""Words found in the caller's own conversations, and nowhere else."""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Message, Participant
from lyceum.kernel.messaging.queries.message_shown import MessageView, messages_shown
from lyceum.kernel.search.rules.words import words_of

MOST = 50


@dataclass(frozen=True, slots=True)
class MessagesFound:
    """``words``: what was looked for, normalised, to be marked in the texts."""

    items: list[MessageView]
    words: list[str]


def search_messages(caller: Caller, text: str, conversation_id: UUID | None = None, limit: int = 20) -> MessagesFound:
    """Newest first: any form of the words in French or English, or their beginnings; accents do not count."""
    words = words_of(text)
    if not words:
        return MessagesFound([], [])
    places = Participant.objects.within(caller).own(caller).present()
    rows = Message.objects.within(caller).standing().filter(conversation_id__in=places.values("conversation_id"))
    if conversation_id:
        rows = rows.filter(conversation_id=conversation_id)
    found = rows.filter(words=reduce(and_, map(_any_form, words))).order_by("-id")
    return MessagesFound(messages_shown(caller, found[: max(1, min(limit, MOST))]), words)


def _any_form(word: str) -> SearchQuery:
    begun = SearchQuery(f"'{word}':*", config="simple", search_type="raw")
    return reduce(or_, (SearchQuery(word, config=language) for language in ("french", "english")), begun)
