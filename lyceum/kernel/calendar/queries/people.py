"""Whom the caller may ask for an appointment: those to whom they may write."""

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import STAFF, Role
from lyceum.kernel.identity.models import GroupMembership, Membership
from lyceum.kernel.identity.queries.membership import members_named
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of


def people_to_meet(caller: Caller, search: str = "") -> QuerySet[Membership]:
    """Who leads a group of the caller's first, then who works here, then by name."""
    rows = members_named(caller, search).exclude(person_id=caller.person_id)
    ruling = ruling_of(caller)
    wanted = [role for role in Role if ruling.lets_open(caller.roles, [role])]
    rows = rows.filter(roles__overlap=wanted) if caller.may("messaging.write") else rows.none()
    near = GroupMembership.objects.within(caller).filter(
        membership=OuterRef("pk"), group_id__in=caller.group_ids, leads=True
    )
    works_here = Case(When(roles__overlap=sorted(STAFF), then=0), default=1)
    return rows.annotate(is_near=Exists(near)).order_by("-is_near", works_here, "sort_key", "id")
