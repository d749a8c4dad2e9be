"""Notices for tests, made by the actions themselves."""

from uuid import UUID

from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.actions.publishing import publish_notice
from lyceum.kernel.messaging.actions.writing import NoticeText, write_notice
from lyceum.kernel.messaging.models import Notice

EVERYONE = Audience()


def of_group(group_id: UUID) -> Audience:
    return Audience(group_ids=frozenset({group_id}))


def of_role(role: Role) -> Audience:
    return Audience(roles=frozenset({role}))


def draft(caller: Caller, title: str = "Sortie", audience: Audience = EVERYONE, *, pinned: bool = False) -> Notice:
    return write_notice(caller, new_identifier(), NoticeText(title, "Le **bus** part à 8 h.", audience, pinned))


def published(caller: Caller, title: str = "Sortie", audience: Audience = EVERYONE, *, pinned: bool = False) -> Notice:
    return publish_notice(caller, draft(caller, title, audience, pinned=pinned).id)
