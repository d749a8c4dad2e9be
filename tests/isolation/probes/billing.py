"""A plan is its organisation's own."""

from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.billing.queries.plan import standing
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


@probe("billing.queries.plan.standing")
def the_plan_of_another_organisation_is_not_ours(samples: Samples) -> None:
    OrganisationPlan.objects.filter(organisation=samples.house.here.organisation).delete()
    assert standing(insider(samples)).plan.code == "free"
