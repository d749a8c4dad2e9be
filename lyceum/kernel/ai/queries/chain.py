"""Who is asked, in order: what the organisation chose, else what the installation offers."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.ports import Capabilities
from lyceum.kernel.ai.queries.inside import inside
from lyceum.kernel.ai.rules.price import Price, price_of
from lyceum.kernel.ai.rules.vendor import ADDRESSED, Connection, Vendor
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class Place:
    """A provider in a chain. ``is_shared``: on the installation's key, so within the installation's cap as well."""

    connection: Connection
    price: Price
    embedding_price: Price
    is_shared: bool = False
    link_id: UUID | None = None
    languages: frozenset[str] = frozenset()  # of its vectors, as the administrator says

    @property
    def name(self) -> str:
        return self.connection.vendor.value

    @property
    def is_ready(self) -> bool:
        """Whether it has what it needs: an address, or a key."""
        return bool(self.connection.address if self.connection.vendor in ADDRESSED else self.connection.key)


@dataclass(frozen=True, slots=True)
class Embedder:
    """``model``: vectors of two cannot be compared. ``languages``: where said, it is used for no other."""

    model: str
    languages: frozenset[str] = frozenset()


def links_for(caller: Caller) -> QuerySet[Link]:
    found: QuerySet[Link] = Link.objects.within(caller).order_by("position")
    return found


def chain_of(organisation_id: UUID) -> list[Place]:
    """Without ``embedded``, which ends every chain and can be asked nothing."""
    with inside(organisation_id):
        links = list(Link.objects.filter(organisation_id=organisation_id).order_by("position"))
    return [place_of(organisation_id, link) for link in links] if links else _offered()


def ready_of(organisation_id: UUID) -> list[Place]:
    """Those of the chain that have what they need: without its key, a provider is not one that generates."""
    return [place for place in chain_of(organisation_id) if place.is_ready]


def capabilities_of(organisation_id: UUID) -> Capabilities:
    """What a room may count on. Ask this first; where nothing generates, take the path without a model."""
    chain = ready_of(organisation_id)
    generates = any(place.connection.model for place in chain)
    return Capabilities(generates, any(place.connection.embedding_model for place in chain))


def embedder_of(organisation_id: UUID) -> Embedder | None:
    """By which vectors are made today; none where nothing makes any."""
    place = next((place for place in ready_of(organisation_id) if place.connection.embedding_model), None)
    return Embedder(f"{place.name}:{place.connection.embedding_model}", place.languages) if place else None


def place_of(organisation_id: UUID, link: Link) -> Place:
    """The installation's key goes to the vendor or to the installation's own server, never where a link points."""
    vendor, shared = link.kind, not link.key and not link.address
    key = settings.AI_KEYS.get(vendor.value, "") if shared else link.key
    address = link.address or settings.AI_ADDRESSES.get(vendor.value, "")
    vouched = shared or (urlsplit(address).netloc in settings.AI_LOCAL_SERVERS)
    connection = Connection(vendor, link.model, link.embedding_model, address, key, vouched)
    own = (_number(link.price_in), _number(link.price_out))
    good_at = frozenset(link.embedding_languages)
    prices = _prices(connection, own)
    return Place(connection, *prices, is_shared=shared and bool(key), link_id=link.id, languages=good_at)


def _offered() -> list[Place]:
    """The installation's own chain: ``openai:gpt-4o+text-embedding-3-small, ollama:llama3.2``."""
    places = []
    for entry in settings.PROVIDERS["ai"].split(","):
        vendor, _, models = entry.strip().partition(":")
        model, _, embedding_model = models.partition("+")
        if vendor and Vendor(vendor) is not Vendor.EMBEDDED:
            key, address = settings.AI_KEYS.get(vendor, ""), settings.AI_ADDRESSES.get(vendor, "")
            connection = Connection(Vendor(vendor), model, embedding_model, address, key, is_local_allowed=True)
            places.append(Place(connection, *_prices(connection, (None, None)), is_shared=True))
    return places


def _prices(connection: Connection, own: tuple[float | None, float | None]) -> tuple[Price, Price]:
    vendor = connection.vendor.value
    embedding = price_of(vendor, connection.embedding_model) if connection.embedding_model else price_of("", "")
    return price_of(vendor, connection.model, own), embedding


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
