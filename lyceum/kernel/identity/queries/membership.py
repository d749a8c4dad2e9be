"""Members: who they are, in which groups, with which roles. Other rooms start here.

In a job there is no caller: ``Visitor(organisation_id)`` reads in the name of its organisation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership, Membership, Person
from lyceum.kernel.identity.rules.cursor import Cursor


def members_of(caller: Caller | Visitor) -> QuerySet[Membership]:
    """The active members of the organisation, by name, each with its person."""
    found: QuerySet[Membership] = (
        Membership.objects.within(caller).active().select_related("person").order_by("sort_key", "id")
    )
    return found


def members_with_roles(caller: Caller | Visitor, roles: Iterable[Role]) -> QuerySet[Membership]:
    """Active members who hold at least one of the roles."""
    return members_of(caller).filter(roles__overlap=list(roles))


def members_named(caller: Caller | Visitor, search: str) -> QuerySet[Membership]:
    """Active members whose name holds the letters, however they are written."""
    return members_of(caller).filter(sort_key__contains=normal(search))


def members_at(caller: Caller, emails: Iterable[str]) -> dict[str, Membership]:
    """The active members to whom these addresses (in small letters) belong, by address."""
    wanted = set(emails)
    rows = members_of(caller).annotate(own=Lower("person__email"), other=Lower("person__emailaddress__email"))
    found: dict[str, Membership] = {}
    for member in rows.filter(Q(own__in=wanted) | Q(other__in=wanted)):
        found |= dict.fromkeys({member.own, member.other} & wanted, member)
    return found


def members_in_groups(caller: Caller | Visitor, group_ids: Iterable[UUID]) -> QuerySet[Membership]:
    """Active members of at least one of the groups, each once."""
    places = GroupMembership.objects.within(caller).filter(group_id__in=list(group_ids))
    return members_of(caller).filter(id__in=places.values("membership_id"))


def people_in_groups(caller: Caller | Visitor, group_ids: Iterable[UUID]) -> set[UUID]:
    """The ids of the people who are active members of at least one of the groups."""
    return set(members_in_groups(caller, group_ids).values_list("person_id", flat=True))


def people_of(caller: Caller | Visitor, roles: Iterable[Role] = ()) -> set[UUID]:
    """The ids of all active members' people, or of those who hold at least one of the roles."""
    wanted = list(roles)
    found = members_with_roles(caller, wanted) if wanted else members_of(caller)
    return set(found.values_list("person_id", flat=True))


def person_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names to show beside ids that the caller already has; an erased person is not among them."""
    return {person.id: str(person) for person in Person.objects.filter(id__in=set(ids)).only("name", "email")}


def may_see_person(caller: Caller, person_id: UUID) -> bool:
    """Whether they are both active members of the organisation."""
    return members_of(caller).filter(person_id=person_id).exists()


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """``state``: active · suspended · expired, or empty for all."""

    search: str = ""
    role: str = ""
    group_id: UUID | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class MemberPage:
    members: list[Membership]
    next: str = ""


def member_list(caller: Caller, wanted: MemberFilter, *, after: str = "", limit: int = 50) -> MemberPage:
    """By name, suspended and expired ones too; ``after`` is the ``next`` of the page before."""
    limit = max(1, min(limit, 100))
    rows = _matching(caller, wanted)
    if after:
        rows = _from(rows, after)
    found = list(_with_groups(caller, rows)[: limit + 1])
    members = found[:limit]
    more = len(found) > limit
    return MemberPage(members, str(Cursor(members[-1].sort_key, members[-1].id)) if more else "")


def _from(rows: QuerySet[Membership], after: str) -> QuerySet[Membership]:
    try:
        start = Cursor.read(after)
    except ValueError as error:
        raise Invalid(_("This page of the list cannot be found. Start again from its beginning.")) from error
    return rows.filter(Q(sort_key__gt=start.key) | Q(sort_key=start.key, id__gt=start.id))


def member_count(caller: Caller, wanted: MemberFilter) -> int:
    return _matching(caller, wanted).count()


def member_of(caller: Caller, membership_id: UUID) -> Membership:
    """One member, active or not; refuses what is not of this organisation."""
    rows = Membership.objects.within(caller).filter(id=membership_id)
    member = _with_groups(caller, rows).first()
    if member is None:
        raise NotFound(_("There is no such member in this organisation."))
    return member


def _with_groups(caller: Caller, rows: QuerySet[Membership]) -> QuerySet[Membership]:
    places = GroupMembership.objects.within(caller).select_related("group").order_by("group__sort_key")
    return (
        rows.select_related("person", "organisation")
        .prefetch_related(Prefetch("group_places", queryset=places))
        .order_by("sort_key", "id")
    )


def _matching(caller: Caller, wanted: MemberFilter) -> QuerySet[Membership]:
    rows: QuerySet[Membership] = Membership.objects.within(caller)
    if wanted.search:
        words = normal(wanted.search)
        rows = rows.filter(Q(sort_key__contains=words) | Q(person__email__contains=words))
    if wanted.role:
        rows = rows.filter(roles__contains=[wanted.role])
    if wanted.group_id:
        places = GroupMembership.objects.within(caller).filter(group_id=wanted.group_id)
        rows = rows.filter(id__in=places.values("membership_id"))
    return _in_state(rows, wanted.state)


def _in_state(rows: QuerySet[Membership], state: str) -> QuerySet[Membership]:
    expired = Q(expires_at__lte=timezone.now())
    if state == "active":
        return rows.filter(~expired | Q(expires_at=None), suspended_at=None)
    if state == "suspended":
        return rows.filter(suspended_at__isnull=False)
    return rows.filter(expired) if state == "expired" else rows
