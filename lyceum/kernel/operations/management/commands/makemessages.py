"""``python -m lyceum makemessages``: bring ``locale/`` up to date with the source. Needs GNU gettext."""

import contextlib
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

SOURCE = Path(__file__).resolve().parents[4]


class Command(makemessages.Command):
    """Django's, with the house's choices: both languages, no guesses, no line numbers (they only make noise)."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.set_defaults(
            locale=["fr"],
            ignore_patterns=["tests", "node_modules", "static"],
            add_location="file",
            no_obsolete=True,
            no_wrap=True,
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with contextlib.chdir(SOURCE):
            super().handle(*args, **options)
