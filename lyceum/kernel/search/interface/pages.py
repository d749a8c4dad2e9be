from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.search.queries.finding import Found, search

IN_PALETTE, ON_PAGE = 8, 40


@page(MEMBER)
def search_page(caller: Caller, request: HttpRequest) -> HttpResponse:
    typed, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = search(caller, typed, [kind] if kind else [], ON_PAGE)
    content = _content(typed, found) | {"kind": kind}
    is_part = request.headers.get("HX-Target", "").endswith("found")
    return render(request, "search/_found.html" if is_part else "search/search.html", content)


@page(MEMBER)
def results(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Options for the palette, as its user types."""
    typed = request.GET.get("q", "").strip()
    return render(request, "search/_options.html", _content(typed, search(caller, typed, limit=IN_PALETTE)))


def _content(typed: str, found: Found) -> dict[str, object]:
    kinds = registry.search_kinds()
    return {
        "typed": typed,
        "found": found,
        "hits": [(hit, kinds.get(hit.kind), get_script_prefix().rstrip("/") + hit.path) for hit in found.hits],
        "facets": [(kinds[code], n) for code, n in sorted(found.facets.items()) if code in kinds],
    }
