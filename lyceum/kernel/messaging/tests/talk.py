"""Conversations for tests, made by the actions themselves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of
from lyceum.kernel.messaging.actions.opening import open_direct
from lyceum.kernel.messaging.actions.posting import MessageText, post_message
from lyceum.kernel.messaging.models import Conversation
from lyceum.kernel.messaging.queries.message_shown import MessageView


def between(world: World, one: Role = Role.TEACHER, other: Role = Role.STUDENT) -> Conversation:
    """Opened by the first; the scope is theirs."""
    return open_direct(caller_of(world.members[one]), world.members[other].person_id)


def said(
    caller: Caller,
    conversation: Conversation,
    body: str = "Bonjour",
    *,
    id: UUID | None = None,
    reply_to: UUID | None = None,
    files: Sequence[UUID] = (),
) -> MessageView:
    return post_message(caller, conversation.id, id or new_identifier(), MessageText(body, reply_to, tuple(files)))


def kept(row: Model) -> dict[str, Any]:
    """The row as the database has it now."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    return {field.attname: getattr(fresh, field.attname) for field in row._meta.concrete_fields}
