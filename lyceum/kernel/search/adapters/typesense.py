"""The catalogue found by a Typesense server, where ``TYPESENSE_URL`` names one.

Written after its documentation (https://typesense.org/docs/27.1/api/: collections, documents, search, geosearch,
federated-multi-search). Not run against a Typesense server here: a loopback server answers the documented shapes.
One question is one ``multi_search``: the listing, then each chosen facet without its own choice, then each period.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2
from django.conf import settings

from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.ports import FinderUnavailable
from lyceum.kernel.search.rules.catalogue import DEEPEST, MOST_AT_ONCE, NAMED, Completion, Match, Matches, Span, Wanted

PATIENCE = httpx2.Timeout(2, connect=1)
_EVER = 253_402_300_799  # the last second of the year 9999: of what has no end
_FIELDS: list[dict[str, Any]] = [
    *({"name": name, "type": "string", "facet": True, "optional": True} for name in NAMED),
    {"name": "text", "type": "string", "optional": True},
    {"name": "kind", "type": "string", "facet": True},
    {"name": "organisation", "type": "string", "facet": True},
    {"name": "labels", "type": "string[]", "facet": True},
    {"name": "starts_at", "type": "int64"},
    {"name": "ends_at", "type": "int64"},
    {"name": "location", "type": "geopoint", "optional": True},
]


class Typesense:
    keeps_copy = True

    def __init__(self, url: str, key: str, collection: str) -> None:
        self.url, self.key, self.collection = url, key, collection

    def put(self, entries: Sequence[CatalogueEntry]) -> None:
        if not entries:
            return
        lines = "\n".join(json.dumps(_document(entry)) for entry in entries)
        path = f"/collections/{self.collection}/documents/import?action=upsert"
        answer = self._ask("POST", path, content=lines.encode(), headers={"Content-Type": "text/plain"}, but={404})
        if answer.status_code == 404:
            made = {"name": self.collection, "fields": _FIELDS}
            self._ask("POST", "/collections", json=made, but={409})  # 409: another worker has just made it
            answer = self._ask("POST", path, content=lines.encode(), headers={"Content-Type": "text/plain"})
        refused = [line for line in answer.text.splitlines() if not json.loads(line).get("success")]
        if refused:
            raise FinderUnavailable(f"{len(refused)} entries refused: {refused[0][:200]}")

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        if entry_ids:
            named = ",".join(str(entry_id) for entry_id in entry_ids)
            query = {"filter_by": f"id:[{named}]"}
            self._ask("DELETE", f"/collections/{self.collection}/documents", params=query, but={404})

    def find(self, wanted: Wanted) -> Matches:
        facets = [*wanted.labels]
        without = [replace(wanted, labels={f: v for f, v in wanted.labels.items() if f != own}) for own in facets]
        periods = [replace(wanted, span=span) for span in wanted.spans.values()]
        asked = [self._search(wanted), *(self._search(one, 0) for one in [*without, *periods])]
        listing, *others = self._answers(asked)
        counts = _counts(listing)
        for own, answer in zip(facets, others, strict=False):
            counts[own] = _counts(answer).get(own, {})
        totals = [int(answer["found"]) for answer in others[len(facets) :]]
        hits = [_match(hit) for hit in listing["hits"]]
        return Matches(hits, int(listing["found"]), counts, dict(zip(wanted.spans, totals, strict=True)))

    def complete(self, wanted: Wanted) -> Sequence[Completion]:
        limit = max(1, min(wanted.limit, MOST_AT_ONCE))
        plain = replace(wanted, text="")
        asked = [
            self._search(plain, 0)
            | {"facet_by": name, "facet_query": f"{name}:{wanted.text.strip()}", "max_facet_values": limit}
            for name in NAMED
        ]
        named = [
            Completion(name, str(count["value"]), int(count["count"]))
            for name, answer in zip(NAMED, self._answers(asked), strict=True)
            for facet in answer["facet_counts"]
            for count in facet["counts"]
        ]
        return sorted(named, key=lambda one: (-one.count, NAMED.index(one.sort), one.text))[:limit]

    def _search(self, wanted: Wanted, limit: int | None = None) -> dict[str, Any]:
        many = max(1, min(wanted.limit, MOST_AT_ONCE))
        shown = {"per_page": many, "offset": min(wanted.offset, DEEPEST)} if limit is None else {"per_page": limit}
        return {
            "collection": self.collection,
            "q": wanted.text.strip() or "*",
            "query_by": "title,place,city,organiser,text",
            "query_by_weights": "8,4,4,2,1",
            "filter_by": " && ".join(_filters(wanted)),
            "sort_by": _order(wanted),
            "facet_by": "labels",
            "max_facet_values": 200,
            "include_fields": "id",
            **shown,
        }

    def _answers(self, searches: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        answer = self._ask("POST", "/multi_search", json={"searches": list(searches)})
        try:
            results: list[dict[str, Any]] = answer.json()["results"]
        except (ValueError, KeyError) as fault:
            raise FinderUnavailable("an answer that cannot be read") from fault
        for result in results:
            if "error" in result or "found" not in result:
                raise FinderUnavailable(str(result.get("error", "an answer without results"))[:200])
        return results

    def _ask(self, method: str, path: str, *, but: frozenset[int] | set[int] = frozenset(), **content: Any) -> Any:
        headers = {"X-TYPESENSE-API-KEY": self.key} | content.pop("headers", {})
        try:
            with httpx2.Client(timeout=PATIENCE, follow_redirects=False) as client:
                answer = client.request(method, f"{self.url}{path}", headers=headers, **content)
        except httpx2.HTTPError as outage:
            raise FinderUnavailable(f"{type(outage).__name__}") from outage
        if not 200 <= answer.status_code < 300 and answer.status_code not in but:
            raise FinderUnavailable(f"{answer.status_code} {answer.text[:200]}")
        return answer


def _document(entry: CatalogueEntry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": str(entry.id),
        "kind": entry.kind,
        "organisation": str(entry.organisation_id),
        "text": entry.text,
        "labels": entry.labels,
        "starts_at": _seconds(entry.starts_at, 0),
        "ends_at": _seconds(entry.ends_at, _EVER),
        **dict(zip(NAMED, entry.names, strict=True)),
    }
    if entry.latitude is not None and entry.longitude is not None:
        document["location"] = [entry.latitude, entry.longitude]
    return document


def _filters(wanted: Wanted) -> list[str]:
    filters = [f"kind:={_quoted(wanted.kind)}", f"ends_at:>={_seconds(wanted.now, 0)}"]
    if wanted.organisation_id:
        filters.append(f"organisation:={wanted.organisation_id}")
    elif shut := _shut(wanted.kind.partition(":")[0]):
        filters.append(f"organisation:!=[{','.join(shut)}]")
    for facet, values in wanted.labels.items():
        filters.append(f"labels:=[{','.join(_quoted(f'{facet}:{value}') for value in values)}]")
    filters += _during(wanted.span) if wanted.span else []
    if wanted.near and wanted.near.within:
        filters.append(f"location:({wanted.near.latitude}, {wanted.near.longitude}, {wanted.near.within} km)")
    return filters


def _during(span: Span) -> list[str]:
    since = [f"starts_at:>={_seconds(span.since, 0)}"] if span.since else []
    return since + ([f"starts_at:<{_seconds(span.until, 0)}"] if span.until else [])


def _shut(room: str) -> list[str]:
    """Organisations with entries that may not be found by everybody just now."""
    with_entries = Organisation.objects.filter(id__in=CatalogueEntry.objects.values("organisation_id"))
    found = with_entries.filter(is_public=True, suspended_at=None, closed_at=None, domains__contains=[room])
    return sorted(str(shut) for shut in with_entries.exclude(id__in=found.values("id")).values_list("id", flat=True))


def _order(wanted: Wanted) -> str:
    if wanted.order == "distance" and wanted.near:
        return f"location({wanted.near.latitude}, {wanted.near.longitude}):asc,starts_at:asc"
    return "_text_match:desc,starts_at:asc" if wanted.text.strip() and wanted.order == "relevance" else "starts_at:asc"


def _counts(answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for facet in answer["facet_counts"]:
        for count in facet["counts"]:
            name, _colon, value = str(count["value"]).partition(":")
            counts.setdefault(name, {})[value] = int(count["count"])
    return counts


def _match(hit: Mapping[str, Any]) -> Match:
    metres = (hit.get("geo_distance_meters") or {}).get("location")
    return Match(UUID(hit["document"]["id"]), None if metres is None else metres / 1000)


def _quoted(value: str) -> str:
    """Backticks keep commas and brackets of a value from being read as its language."""
    return f"`{value.replace('`', '')}`"


def _seconds(moment: datetime | None, otherwise: int) -> int:
    return int(moment.timestamp()) if moment else otherwise


def connect() -> Typesense:
    return Typesense(**settings.TYPESENSE)
