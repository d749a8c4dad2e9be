"""What anybody may find: of the organisation in whose address they stand, or of all that are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import structlog
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.ports import FinderUnavailable, finder
from lyceum.kernel.search.rules.catalogue import Completion, Wanted

EMBEDDED = "postgres_catalogue"
log = structlog.get_logger("lyceum.search")


@dataclass(frozen=True, slots=True)
class Listed:
    """``distance`` in kilometres, where something near was asked for."""

    entry: CatalogueEntry
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """As ``rules.catalogue.Matches``, with the entries themselves and their organisations."""

    entries: Sequence[Listed] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    spans: Mapping[str, int] = field(default_factory=dict)
    mended: str = ""
    is_loose: bool = False


def listing_for(caller: Anyone, wanted: Wanted) -> Listing:
    """Two statements, however many are found."""
    asked = _within(caller, wanted)
    try:
        found = finder().find(asked)
    except FinderUnavailable as fault:
        log.warning("catalogue_unavailable", fault=str(fault))
        found = finder(EMBEDDED).find(asked)
    rows = _open_rows(asked).in_bulk([hit.entry_id for hit in found.hits])
    entries = [Listed(rows[hit.entry_id], hit.distance) for hit in found.hits if hit.entry_id in rows]
    return Listing(entries, found.total, found.facets, found.spans, found.mended, found.is_loose)


def completions_for(caller: Anyone, wanted: Wanted) -> Sequence[Completion]:
    asked = _within(caller, wanted)
    try:
        return finder().complete(asked)
    except FinderUnavailable as fault:
        log.warning("catalogue_unavailable", fault=str(fault))
        return finder(EMBEDDED).complete(asked)


def entry_of(caller: Anyone, kind: str, object_id: UUID) -> CatalogueEntry | None:
    """None where it is not published, or not to be found from where the caller stands."""
    wanted = _within(caller, Wanted(kind, timezone.now()))
    found: CatalogueEntry | None = _open_rows(wanted).filter(object_id=object_id).first()
    return found


def _within(caller: Anyone, wanted: Wanted) -> Wanted:
    organisation_id: UUID | None = getattr(caller, "organisation_id", None)
    return replace(wanted, organisation_id=organisation_id)


def _open_rows(wanted: Wanted):  # type: ignore[no-untyped-def]  # a query set of the model's own class
    rows = CatalogueEntry.objects.filter(
        kind=wanted.kind, organisation__suspended_at=None, organisation__closed_at=None
    ).select_related("organisation")
    if wanted.organisation_id:
        return rows.filter(organisation_id=wanted.organisation_id)
    return rows.filter(organisation__is_public=True, organisation__domains__contains=[wanted.kind.partition(":")[0]])
