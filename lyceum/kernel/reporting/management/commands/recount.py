from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.reporting.actions.recounting import recount


class Command(BaseCommand):
    help = "Count the figures of one organisation, or of all, again from the facts of the past."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="of the organisation; none: all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = Organisation.objects.order_by("slug")
        if options["slug"]:
            chosen = chosen.filter(slug=options["slug"])
            if not chosen.exists():
                raise CommandError(f"there is no organisation {options['slug']}")
        for organisation in chosen:
            with scope.entered(organisation.id):
                self.stdout.write(f"{organisation.slug}: {recount(organisation.id)} facts counted")
