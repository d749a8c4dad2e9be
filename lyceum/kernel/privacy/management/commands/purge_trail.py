from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.privacy.actions.purging import purge_trail


class Command(BaseCommand):
    help = "Remove facts older than so many months (12), by whole sealed batches; their seals stay, and say so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--months", type=int, default=12)

    def handle(self, *args: Any, months: int, **options: Any) -> None:
        before = timezone.now() - timedelta(days=round(months * 30.44))
        owners: list[Any] = [None, *Organisation.objects.order_by("slug")]
        for number, owner in enumerate(owners, 1):
            organisation_id = owner.id if owner else None
            with scope.entered(organisation_id):
                gone = purge_trail(organisation_id, before)
            self.stdout.write(f"{number} of {len(owners)}  {owner.slug if owner else 'people'}: {gone} rows")
