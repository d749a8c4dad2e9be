"""What stands on a ticket, wherever it is carried: on paper, on a phone, in a wallet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TicketSheet:
    """In the words of its holder's language. ``code``: what the QR says. ``number``: what people read to one another.
    ``hue``: of the organiser's colour. ``labels``: words for ``holder``, ``when``, ``where``, ``seat``, ``number``."""

    id: str
    code: str
    number: str
    event: str
    organiser: str
    kind: str
    holder: str
    when: str
    where: str
    seat: str
    price: str
    hue: int
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    latitude: float | None
    longitude: float | None
    link: str
    language: str
    labels: dict[str, str]
    note: str = ""
    is_valid: bool = True
