"""What signing in needs from the library that checks passwords and codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from lyceum.kernel.identity.models import Person


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How a person can come in. ``linked``: (name of the server, what one is called there)."""

    has_password: bool
    passkeys: Sequence[Any]
    has_app: bool
    recovery_codes_left: int | None
    linked: Sequence[tuple[str, str]]
    can_link: bool


class Entrance(Protocol):
    def proven(self, email: str, password: str, code: str) -> Person:
        """The person whose password (and second step, where they have one) this is.

        Raises NotSignedIn (code ``wrong_password``, ``code_needed`` or ``wrong_code``), NotAllowed
        (``address_unproved``) or TooMany; a failure takes as long, and says as much, for nobody's address.
        """

    def admit(self, request: HttpRequest, person_id: UUID, method: str) -> None:
        """Sign this browser in, without asking for anything: who may do this has been decided."""

    def ways_in(self, request: HttpRequest, person_id: UUID) -> WaysIn:
        """For the page that shows them to their owner."""

    def is_recently_confirmed(self, request: HttpRequest) -> bool:
        """Whether whoever sits at this browser proved a moment ago who they are, by whatever means."""

    def factors_sealed_anew(self) -> int:
        """With the current key, those that an older one still seals; returns how many."""

    def unproved_claims_cleared(self, person: Person) -> bool:
        """Remove every way in that was set up before the person's address was proved; True if there was one."""


def entrance() -> Entrance:
    """The one of this installation, named by ``settings.PROVIDERS["entrance"]``."""
    adapter = import_module(f"lyceum.kernel.identity.adapters.{settings.PROVIDERS['entrance']}.entrance")
    made: Entrance = adapter.Entrance()
    return made
