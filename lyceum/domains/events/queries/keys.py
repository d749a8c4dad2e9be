"""The public keys of an organisation's tickets: the one that signs now, and those whose tickets are still about."""

from uuid import UUID

from lyceum.domains.events.models import TicketKey
from lyceum.domains.events.rules.ticket_code import jwk, key_number


def public_keys(organisation_id: UUID) -> dict[bytes, str]:
    keys = TicketKey.objects.filter(organisation_id=organisation_id).values_list("id", "public")
    return {key_number(key_id): public for key_id, public in keys}


def browser_keys(organisation_id: UUID) -> dict[str, dict[str, str]]:
    """Key number in hexadecimal → JWK."""
    return {number.hex(): jwk(public) for number, public in public_keys(organisation_id).items()}
