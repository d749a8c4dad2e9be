"""The chain as an administrator sees it: never a key, only whether there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.permissions import may_configure
from lyceum.kernel.ai.queries.chain import Place, chain_of, links_for, place_of
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class LinkView:
    """Prices in US dollars per million tokens; ``price_is_known`` is false for a prudent guess.

    ``id`` is null for a provider that the installation offers. ``is_ready``: it has the key or address that it needs.
    ``embedding_languages``: in which its vectors are used; none: as far as the model's name tells.
    """

    id: UUID | None
    position: int
    vendor: str
    model: str
    embedding_model: str
    embedding_languages: list[str]
    address: str
    has_key: bool
    is_shared: bool
    is_ready: bool
    price_in: float
    price_out: float
    price_is_known: bool


def chain_shown(caller: Caller) -> Sequence[LinkView]:
    """The organisation's own links, else what the installation offers; without ``embedded``, which always follows."""
    refuse_unless(may_configure(caller))
    links = list(links_for(caller))
    if links:
        return [link_shown(caller, link) for link in links]
    return [_view(place, n, "", has_key=False) for n, place in enumerate(chain_of(caller.organisation_id))]


def link_shown(caller: Caller, link: Link) -> LinkView:
    place = place_of(caller.organisation_id, link)
    return _view(place, link.position, link.address, has_key=link.has_key)


def _view(place: Place, position: int, address: str, *, has_key: bool) -> LinkView:
    to, price = place.connection, place.price
    return LinkView(
        place.link_id,
        position,
        to.vendor.value,
        to.model,
        to.embedding_model,
        sorted(place.languages),
        address,
        has_key,
        place.is_shared,
        place.is_ready,
        price.tokens_in,
        price.tokens_out,
        price.is_known,
    )
