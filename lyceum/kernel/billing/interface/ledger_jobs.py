from uuid import UUID

from lyceum.kernel.billing.actions.ledger_checking import check_books
from lyceum.kernel.foundation.jobs import job


@job(every="41 * * * *", retry=False)
def check_ledger(organisation_id: UUID | None) -> None:
    """Fails where the books do not balance: a failed job is what operators see first."""
    if faults := check_books(None):
        raise RuntimeError("; ".join(faults)[:2000])
