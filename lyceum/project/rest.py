"""The REST door: every room's router under ``/api/v1/``, one rendering of errors (RFC 9457)."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.operation import PathView

from lyceum.kernel.foundation.interface.rest import problem, unfit
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound, Refusal

api = NinjaAPI(
    title="Lyceum",
    version="1",
    description="Sign in with a bearer token or the page's cookie. Errors are RFC 9457 problem details. "
    "Lists are paged by cursor. A write may carry an Idempotency-Key: a repeat gets the first answer again.",
    urls_namespace="rest",
    openapi_url="openapi.json",
)


@api.exception_handler(Refusal)
def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem(request, refusal)


@api.exception_handler(ValidationError)
def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for fault in error.errors:
        name = ".".join(str(part) for part in fault["loc"][2:]) or str(fault["loc"][-1])
        fields.setdefault(name, []).append(fault["msg"])
    return problem(request, Invalid(_("Some fields are not right."), fields=fields))


@api.exception_handler(DataError)
def _unfit(request: HttpRequest, error: DataError) -> HttpResponse:
    return problem(request, unfit(error))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, NotFound(_("There is nothing at this address.")))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    refusal = Invalid(_("This request cannot be read."))
    refusal.status = error.status_code
    return problem(request, refusal)


def _add_routers() -> None:
    at: dict[str, PathView] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("lyceum.") and find_spec(f"{config.name}.interface.rest"):
            router = getattr(import_module(f"{config.name}.interface.rest"), "router", None)
            if router is not None:
                _join(at, router, config.label)
                api.add_router("", router, tags=[config.label])


def _join(at: dict[str, PathView], router: Router, label: str) -> None:
    """One address may be served by several rooms (``GET /me``, ``DELETE /me``): ninja would know the first only."""
    for path, view in list(router.path_operations.items()):
        if at.setdefault(path, view) is not view:
            for operation in view.operations:
                operation.tags = [label]
            at[path].operations += view.operations
            del router.path_operations[path]


_add_routers()
