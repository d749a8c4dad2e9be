from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.notifications.actions.sending import send_deliveries, send_letter
from lyceum.kernel.notifications.actions.sweeping import sweep_mail

__all__ = ["send_deliveries", "send_letter", "sweep"]


@job(every="17 3 * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_mail(organisation_id)
