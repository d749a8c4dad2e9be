from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.actions.catalogue import reindex_catalogue
from lyceum.kernel.search.actions.indexing import reindex


class Command(BaseCommand):
    help = "Make the search index afresh, of one organisation (its slug) or of all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="only this organisation")

    def handle(self, *args: Any, slug: str | None = None, **options: Any) -> None:
        chosen = Organisation.objects.filter(slug=slug) if slug else Organisation.objects.all()
        for organisation in chosen.order_by("slug"):
            entries, public = reindex(organisation.id), reindex_catalogue(organisation.id)
            self.stdout.write(f"{organisation.slug}: {entries} entries, {public} public")
