"""Each hour somebody looks whether the books still balance, and is loud when they do not."""

from uuid import UUID

import structlog

from lyceum.kernel.billing.queries.ledger_check import faults_of_books
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation

log = structlog.get_logger("lyceum.ledger")


def check_books(organisation_id: UUID | None) -> list[str]:
    """Of one organisation, or of all; each fault is logged as an error, which whoever runs the installation hears."""
    found = []
    every = Organisation.objects.order_by("slug")
    for organisation in every.filter(id=organisation_id) if organisation_id else every:
        with scope.entered(organisation.id):
            for fault in faults_of_books(organisation.id):
                log.error("books_do_not_balance", organisation=organisation.slug, fault=fault)
                found.append(f"{organisation.slug}: {fault}")
    return found
