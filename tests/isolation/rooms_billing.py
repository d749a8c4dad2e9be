from typing import Any

from django.utils import timezone

from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.foundation import scope
from tests.isolation.house import Wing


def billing(wing: Wing) -> tuple[dict[str, Any], dict[str, Any]]:
    """A plan holds no text: its row is watched."""
    with scope.entered(wing.organisation.id):
        OrganisationPlan.objects.create(organisation=wing.organisation, plan="school", since=timezone.localdate())
    doors = "billing:choice billing:grant put_plan put_hosted_plan choosePlan grantPlan"
    return {}, {f"{door}/plan": "institution" for door in doors.split()} | {
        "put_hosted_plan/granted": {"paths": 7},
        "grantPlan/room": {"paths": 7},
    }
