"""GraphQL's subscription to one's conversations: what the socket carries, as types."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.subscription import subscription
from lyceum.kernel.messaging.queries.message_shown import (
    AttachmentView,
    AuthorView,
    MessageView,
    QuoteView,
    ReactionView,
)


@strawberry.type(description="A message is new, or not what it was.")
class MessageTold:
    conversation_id: UUID
    id: UUID
    message: MessageView | None = strawberry.field(description="None for a long one: ask since your cursor.")


def told(frame: dict[str, Any]) -> MessageTold:
    content = frame["content"]
    conversation = UUID(frame["topic"].partition(":")[2])
    message = None if frame.get("fetch") else _message(content)
    return MessageTold(conversation_id=conversation, id=UUID(content["id"]), message=message)


def _message(content: dict[str, Any]) -> MessageView:
    """From its JSON. Whatever stands in it is again what it was made from."""
    author, reply = content["author"], content["reply_to"]
    return MessageView(
        **content
        | {
            "id": UUID(content["id"]),
            "conversation_id": UUID(content["conversation_id"]),
            "author": AuthorView(**_identified(author, "id", "portrait_id")) if author else None,
            "reply_to": QuoteView(**_identified(reply, "id")) if reply else None,
            "created_at": datetime.fromisoformat(content["created_at"]),
            "edited_at": datetime.fromisoformat(content["edited_at"]) if content["edited_at"] else None,
            "reactions": [
                ReactionView(row["mark"], [UUID(id) for id in row["people"]]) for row in content["reactions"]
            ],
            "attachments": [AttachmentView(**_identified(row, "id")) for row in content["attachments"]],
        }
    )


def _identified(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return row | {name: UUID(row[name]) if row[name] else None for name in names}


@strawberry.type
class ConversationSubscription:
    messages_told = subscription("conversations", "message", told, "In all the conversations that one takes part in.")
