"""Finds every route of the house, with its policy: Django's addresses, and django-ninja's operations behind them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from lyceum.kernel.foundation.rules.policy import Policy
from lyceum.project.rest import api
from tests.isolation.policies import OF_LIBRARIES, VARIANTS

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "QUERY"})  # QUERY: a question to GraphQL


@dataclass(frozen=True, slots=True)
class Door:
    """One way in. ``policy`` is None where nobody declared one: that fails the build."""

    kind: str
    name: str
    method: str
    address: str
    policy: Policy | None
    parts: tuple[str, ...] = ()
    body: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @property
    def writes(self) -> bool:
        return self.method not in SAFE

    def __str__(self) -> str:
        return f"{self.kind} {self.method} {self.name if self.kind == 'graph' else self.address}"


def routes(resolver: Any = None) -> Iterator[Door]:
    seen: set[tuple[str, int]] = set()
    for address, parts, pattern, namespace in _walk(resolver or get_resolver(), "", (), ""):
        name = f"{namespace}{pattern.name}" if pattern.name else ""
        view = _path_view(pattern.callback)
        if view is None:
            yield from _page(pattern.callback, name, address, parts)
        elif (address, id(view)) not in seen:  # django-ninja routes an address once for each of its methods
            seen.add((address, id(view)))
            yield from _operations(view, address, parts)


def _path_view(callback: Any) -> PathView | None:
    """django-ninja routes to a function that has its operations in its closure."""
    cells = [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
    return next((content for content in cells if isinstance(content, PathView)), None)


def _page(view: Any, name: str, address: str, parts: tuple[str, ...]) -> Iterator[Door]:
    policy = getattr(view, "policy", None) or OF_LIBRARIES.get(address)
    for method in _methods(view):
        for question in ("", *(VARIANTS.get(address, ()) if method == "GET" else ())):
            yield Door("page", name, method, address + question, policy, parts)


def _methods(view: Any) -> list[str]:
    declared = getattr(view, "methods", None)
    if declared is None and (view_class := getattr(view, "view_class", None)):
        # Django's form views answer PUT by what answers POST.
        declared = [m.upper() for m in view_class.http_method_names if hasattr(view_class, m) and m != "put"]
    return [method for method in declared or ["GET"] if method not in {"HEAD", "OPTIONS"}]


def _operations(view: PathView, address: str, parts: tuple[str, ...]) -> Iterator[Door]:
    for operation in view.operations:
        for method in operation.methods:
            policy = getattr(operation.view_func, "policy", None)
            yield Door("rest", operation.view_func.__name__, method, address, policy, parts, _asked(address, method))


@cache
def openapi() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return described


def _asked(address: str, method: str) -> dict[str, Any]:
    """What the operation asks for besides its address, as JSON schemas."""
    described = openapi()["paths"].get(address, {}).get(method.lower(), {})
    content = described.get("requestBody", {}).get("content", {})
    return {
        "json": content.get("application/json", {}).get("schema"),
        "upload": "multipart/form-data" in content,
        "query": {p["name"]: p["schema"] for p in described.get("parameters", ()) if p["in"] == "query"},
        "needed": {p["name"] for p in described.get("parameters", ()) if p["in"] == "query" and p.get("required")},
        "definitions": openapi().get("components", {}).get("schemas", {}),
    }


def _walk(resolver: Any, prefix: str, parts: tuple[str, ...], namespace: str) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        address = prefix + _plain(pattern.pattern)
        known = parts + tuple(part for part in _parts(pattern.pattern) if part not in parts)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, address, known, inner)
        elif isinstance(pattern, URLPattern):
            yield f"/{address}", known, pattern, namespace


def _plain(pattern: Any) -> str:
    """``groups/{group_id}/`` of ``groups/<uuid:group_id>/`` or of ``^groups/(?P<group_id>[^/]+)/$``."""
    text = str(pattern)
    if "(?P<" in text:
        text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", text)
        return text.removeprefix("^").removesuffix("$").replace("\\", "")
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", text).removeprefix("^").removesuffix("$")


def _parts(pattern: Any) -> list[str]:
    return re.findall(r"\{(\w+)\}", _plain(pattern))
