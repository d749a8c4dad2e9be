"""Whom a notice is for: the people, and the words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.group import group_names, groups_of
from lyceum.kernel.identity.queries.membership import members_in_groups, members_of
from lyceum.kernel.identity.queries.role import ROLE_NAMES
from lyceum.kernel.messaging.models import Notice


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the audiences that can be picked; ``mark`` is what the form carries."""

    mark: str
    label: str


def members_addressed(caller: Caller | Visitor, audience: Audience) -> QuerySet[Membership]:
    """The active members it is for, by name, each once."""
    rows = members_of(caller)
    if audience.is_everyone:
        return rows
    in_groups = members_in_groups(caller, audience.group_ids).order_by().values("id")
    return rows.filter(Q(roles__overlap=sorted(audience.roles)) | Q(id__in=in_groups))


def audience_choices(caller: Caller) -> tuple[list[Choice], list[Choice]]:
    """(groups, roles that somebody here holds)."""
    held = {role for roles in members_of(caller).values_list("roles", flat=True) for role in roles}
    groups = [Choice(f"group:{group.id}", group.name) for group in groups_of(caller)]
    return groups, [Choice(f"role:{role}", str(name)) for role, name in ROLE_NAMES.items() if role in held]


def audience_labels(caller: Caller, notices: Iterable[Notice]) -> dict[UUID, list[str]]:
    """Notice id → the names of its groups and roles; none for everyone. One query for all."""
    audiences = {notice.id: notice.addressed for notice in notices}
    names = group_names(caller, {id for audience in audiences.values() for id in audience.group_ids})
    return {
        id: sorted(names[group] for group in audience.group_ids if group in names)
        + [str(ROLE_NAMES[role]) for role in sorted(audience.roles)]
        for id, audience in audiences.items()
    }
