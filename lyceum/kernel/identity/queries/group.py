"""Groups (classes, squads): those of the organisation, those of the caller."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Group, GroupMembership, Membership
from lyceum.kernel.identity.queries.membership import members_named


def groups_of(caller: Caller | Visitor) -> QuerySet[Group]:
    """All groups of the organisation, by name."""
    found: QuerySet[Group] = Group.objects.within(caller).order_by("sort_key", "id")
    return found


def groups_for(caller: Caller) -> QuerySet[Group]:
    """Those the caller may see: all for whoever sees the members, their own for anybody else."""
    rows = groups_of(caller)
    if not caller.may("identity.see_members"):
        rows = rows.filter(id__in=caller.group_ids)
    return rows.annotate(size=Count("places", filter=_present()), led=Exists(_led_by(caller)))


def groups_to_fill(caller: Caller) -> QuerySet[Group]:
    """Where the caller may place members: any group for governors, those they lead for the others."""
    rows = groups_of(caller)
    if caller.may("identity.change_any_group"):
        return rows
    return rows.filter(Exists(_led_by(caller))) if caller.may("identity.make_groups") else rows.none()


def group_for(caller: Caller, group_id: UUID) -> Group:
    """One group with its places by name, leaders first."""
    active = Membership.objects.within(caller).active()
    places = (
        GroupMembership.objects.within(caller)
        .filter(membership__in=active)
        .select_related("membership__person")
        .order_by("-leads", "membership__sort_key", "id")
    )
    group = groups_for(caller).filter(id=group_id).prefetch_related(Prefetch("places", queryset=places)).first()
    if group is None:
        raise NotFound(_("There is no such group in this organisation."))
    return group


def newcomers_to(caller: Caller, group_id: UUID, search: str = "") -> QuerySet[Membership]:
    """Active members who are not in the group, by name."""
    inside = GroupMembership.objects.within(caller).filter(group_id=group_id)
    return members_named(caller, search).exclude(id__in=inside.values("membership_id"))


def group_names(caller: Caller | Visitor, ids: set[UUID]) -> dict[UUID, str]:
    return dict(groups_of(caller).filter(id__in=ids).values_list("id", "name"))


def _present() -> Q:
    """Who counts: neither suspended nor expired."""
    until = "places__membership__expires_at"
    return Q(places__membership__suspended_at=None) & (Q(**{until: None}) | Q(**{f"{until}__gt": timezone.now()}))


def _led_by(caller: Caller) -> QuerySet[GroupMembership]:
    found: QuerySet[GroupMembership] = GroupMembership.objects.filter(
        group=OuterRef("pk"), membership_id=caller.membership_id, leads=True
    )
    return found
