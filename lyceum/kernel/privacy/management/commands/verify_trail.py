from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.privacy.queries.proof import verify_trail


class Command(BaseCommand):
    help = "Check every audit trail against its seals. Ends with an error when a row or a seal was touched."

    def handle(self, *args: Any, **options: Any) -> None:
        touched = 0
        owners: list[Any] = [None, *Organisation.objects.order_by("slug")]
        for number, owner in enumerate(owners, 1):
            organisation_id = owner.id if owner else None
            with scope.entered(organisation_id):
                proof = verify_trail(organisation_id)
            touched += len(proof.faults)
            name = owner.slug if owner else "people"
            self.stdout.write(f"{number} of {len(owners)}  {name}: {proof.rows} rows, {proof.seals} seals")
            for fault in proof.faults:
                self.stdout.write(f"    {fault.what} {fault.row_id or ''} (seal {fault.seal})")
        if touched:
            raise CommandError(f"{touched} faults: the trail is not as it was written.")
        self.stdout.write("Whole.")
