"""What an event sells, as it stands at one edition: shapes alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Step:
    """An early-bird price; ``left``: of its first so many, None where it only ends at a moment."""

    id: UUID
    name: str
    price: int
    until: datetime | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Sold:
    """A ticket type. ``quotas``: what counts its places, none: without end. ``is_seated``: one chooses a seat."""

    id: UUID
    name: str
    text: str
    kind: str
    addon_to: UUID | None
    price: int
    vat_rate: int
    is_free_price: bool
    floor: int
    sale_from: datetime | None
    sale_until: datetime | None
    minimum: int
    maximum: int | None
    bundle: int
    is_hidden: bool
    is_on_sale: bool
    is_seated: bool
    quotas: tuple[UUID, ...]
    steps: tuple[Step, ...]

    @property
    def is_addon(self) -> bool:
        return self.kind == "addon"


@dataclass(frozen=True, slots=True)
class Reduction:
    """A voucher: ``left`` uses, None without end; ``types`` that it is for, empty for all."""

    id: UUID
    effect: str
    value: int
    left: int | None
    valid_from: datetime | None
    valid_until: datetime | None
    types: frozenset[UUID]
    unlocks_hidden: bool

    def is_for(self, type_id: UUID) -> bool:
        return not self.types or type_id in self.types


@dataclass(frozen=True, slots=True)
class Offer:
    event_id: UUID
    edition: int
    state: str
    currency: str
    starts_at: datetime
    ends_at: datetime
    sales_from: datetime | None
    sales_until: datetime | None
    max_per_order: int
    methods: tuple[str, ...]
    types: Mapping[UUID, Sold]

    @property
    def last_sale(self) -> datetime:
        return self.sales_until or self.starts_at
