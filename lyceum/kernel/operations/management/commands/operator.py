"""``python -m lyceum operator ada@example.org``: who has signed up with this address runs the installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lyceum.kernel.foundation.rules.caller import Origin, Visitor
from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.operations.actions.operator import appoint_operator


class Command(BaseCommand):
    help = "Lets a person see the health, the jobs and the flags of this installation. They sign up first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = appoint_operator(Visitor(origin=Origin(client="terminal")), options["email"])
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"{person.name} <{person.email}> runs this installation.")
