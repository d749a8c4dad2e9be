"""Whom the caller may ask for an appointment."""

from django.db.models import Exists, OuterRef, QuerySet

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import STAFF
from lyceum.kernel.identity.models import GroupMembership, Membership
from lyceum.kernel.identity.queries.membership import members_named


def people_to_meet(caller: Caller, search: str = "") -> QuerySet[Membership]:
    """By name, who leads a group of the caller's first. As ``permissions.may_meet`` says, one by one."""
    rows = members_named(caller, search).exclude(person_id=caller.person_id)
    if not caller.roles & STAFF:
        rows = rows.filter(roles__overlap=sorted(STAFF))
    near = GroupMembership.objects.within(caller).filter(
        membership=OuterRef("pk"), group_id__in=caller.group_ids, leads=True
    )
    return rows.annotate(is_near=Exists(near)).order_by("-is_near", "sort_key", "id")
