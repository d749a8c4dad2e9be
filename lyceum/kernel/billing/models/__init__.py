from lyceum.kernel.billing.models.organisation_plan import OrganisationPlan
from lyceum.kernel.billing.rules.plan import What

__all__ = ["OrganisationPlan", "What"]
