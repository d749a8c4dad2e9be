"""What draws tickets and cards; who else may carry tickets: phones' wallets; the post to organisers' own programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from lyceum.domains.events.rules.social_card import SocialCard
from lyceum.domains.events.rules.ticket_sheet import TicketSheet


class Paper(StrEnum):
    A4 = "a4"
    PHONE = "phone"  # one ticket to a page of a phone's shape


class TicketPrinter(Protocol):
    def printed(self, sheets: Sequence[TicketSheet], paper: Paper) -> bytes:
        """A PDF, each ticket on a page of its own; the same bytes for the same sheets."""

    def squares(self, code: str) -> list[list[bool]]:
        """A QR code with its quiet zone, row by row; true is dark. Error correction M."""


class CardPainter(Protocol):
    def painted(self, card: SocialCard, picture: bytes) -> bytes:
        """A JPEG of ``rules.social_card.SIZE``. ``picture``: the event's own in any format, or nothing."""


class PassMaker(Protocol):
    """Apple's wallet: a file that the phone opens."""

    def is_configured(self) -> bool: ...

    def made(self, sheet: TicketSheet) -> bytes:
        """A signed ``.pkpass``."""


class PassLink(Protocol):
    """Google's wallet: an address that saves the ticket there."""

    def is_configured(self) -> bool: ...

    def address(self, sheet: TicketSheet) -> str: ...


@dataclass(frozen=True, slots=True)
class Parcel:
    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Received:
    """``fault``: empty when it was taken, else status · slow · unreachable · address (none that we call)."""

    status: int | None
    fault: str
    milliseconds: int


class HookPost(Protocol):
    def delivered(self, parcels: Sequence[Parcel]) -> list[Received]:
        """Each in turn, all at once, within ten seconds; no redirection is followed. Raises nothing."""


@cache
def printer() -> TicketPrinter:
    return cast(TicketPrinter, _adapter("embedded_tickets"))


@cache
def painter() -> CardPainter:
    return cast(CardPainter, _adapter("embedded_cards"))


def apple_wallet() -> PassMaker:
    return cast(PassMaker, _adapter("apple_wallet"))


def google_wallet() -> PassLink:
    return cast(PassLink, _adapter("google_wallet"))


def hook_post() -> HookPost:
    return cast(HookPost, _adapter("hook_post"))


def _adapter(name: str) -> Any:
    return import_module(f"lyceum.domains.events.adapters.{name}").connect()
