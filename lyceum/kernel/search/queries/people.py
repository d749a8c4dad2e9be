"""Members and groups as entries of the index: identity stands below this room and cannot tell it itself."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.queries.group import groups_of
from lyceum.kernel.identity.queries.membership import members_of
from lyceum.kernel.search.rules.entry import Entry

_SEES_MEMBERS = frozenset({"identity.see_members"})


def member_entries(organisation_id: UUID, only: Sequence[UUID] = ()) -> Iterator[Entry]:
    """Found by name and title, never by address: by whoever sees the members, and by themselves."""
    rows = members_of(Visitor(organisation_id))
    for member in rows.filter(id__in=only) if only else rows:
        yield Entry(
            kind="member",
            object_id=member.id,
            title=str(member.person),
            body=member.title,
            path=inside("identity:member", member.id),
            audience=Audience(permissions=_SEES_MEMBERS, person_ids=frozenset({member.person_id})),
            person_id=member.person_id,
        )


def group_entries(organisation_id: UUID, only: Sequence[UUID] = ()) -> Iterator[Entry]:
    rows = groups_of(Visitor(organisation_id))
    for group in rows.filter(id__in=only) if only else rows:
        yield Entry(
            kind="group",
            object_id=group.id,
            title=group.name,
            body=group.description,
            path=inside("identity:group", group.id),
            audience=Audience(permissions=_SEES_MEMBERS, group_ids=frozenset({group.id})),
        )
