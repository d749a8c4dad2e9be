"""``python -m lyceum check_ledger``: whether every organisation's books balance; ends with an error if not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lyceum.kernel.billing.actions.ledger_checking import check_books


class Command(BaseCommand):
    help = "Check that the books of every organisation balance and that no invoice's number is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = check_books(None)
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in the books")
        self.stdout.write("The books balance.")
