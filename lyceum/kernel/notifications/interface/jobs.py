from uuid import UUID

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.notifications.actions.running import advance_runs
from lyceum.kernel.notifications.actions.sending import send_deliveries, send_letter
from lyceum.kernel.notifications.actions.sweeping import put_right, sweep_devices, sweep_mail

__all__ = ["advance_runs", "put_right_runs", "send_deliveries", "send_letter", "sweep"]


@job(every="17 3 * * *")
def sweep(organisation_id: UUID | None) -> None:
    sweep_mail(organisation_id)
    sweep_devices()


@job(every="*/5 * * * *")
def put_right_runs(organisation_id: UUID | None) -> None:
    put_right()
