"""Around every request: its id, its log line, its scope, and the one rendering of a refusal."""

import re
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from lyceum.kernel.foundation import scope, serving
from lyceum.kernel.foundation.interface.rest import problem, unfit
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotSignedIn, Refusal, TooMany

log = structlog.get_logger("lyceum.requests")
Answer = Callable[[HttpRequest], HttpResponse]
_REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_TRACEPARENT = re.compile(r"^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
HEALTH = "/api/v1/health"
NO_DEVICES = "camera=(), microphone=(), display-capture=(), geolocation=(self), payment=()"  # a page may say otherwise


class RequestId:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if _REQUEST_ID.match(given) else new_identifier().hex  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        if traced := _TRACEPARENT.match(request.headers.get("traceparent", "")):
            structlog.contextvars.bind_contextvars(trace_id=traced[1])
        started = time.perf_counter()
        try:
            with serving.one():
                response = self.answer(request)
        finally:
            scope.leave()
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        if not request.path_info.startswith((settings.STATIC_URL, HEALTH)):
            log.info("request", method=request.method, path=request.path, status=response.status_code, ms=milliseconds)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class SecurityHeaders:
    """A strict Content-Security-Policy: nothing inline, nothing from another host."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", NO_DEVICES)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        return response


class WhoInLogs:
    """From here on, every log line says for whom: the organisation, and the person as a digest only we can make."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        caller: Any = request.caller  # type: ignore[attr-defined]  # set by identity's middleware
        known = {"organisation": getattr(caller, "organisation_id", None), "person": getattr(caller, "person_id", None)}
        if known["person"]:
            known["person"] = salted_hmac("lyceum.logs", str(known["person"]), algorithm="sha256").hexdigest()[:16]
        structlog.contextvars.bind_contextvars(**{name: str(value) for name, value in known.items() if value})
        return self.answer(request)


class ApiLimit:
    """So many calls of REST and GraphQL per person, or per address of those who are not signed in."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(("/api/", "/graphql")) and not request.path_info.startswith(HEALTH):
            caller: Any = request.caller  # type: ignore[attr-defined]  # set by identity's middleware
            key = str(getattr(caller, "person_id", request.META.get("REMOTE_ADDR", "")))
            capacity, per_seconds = settings.API_LIMIT
            try:
                spend("api", key, capacity=capacity, per_seconds=per_seconds)
            except TooMany as refusal:
                return problem(request, refusal)
        return self.answer(request)


class Refusals:
    """Renders a Refusal raised by a page; REST and GraphQL render theirs themselves."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        exception = unfit(exception) if isinstance(exception, DataError) else exception
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotSignedIn) and request.method == "GET" and not request.headers.get("HX-Request"):
            return redirect_to_login(request.get_full_path())
        template = "ui/_refusal.html" if request.headers.get("HX-Request") else "ui/refusal.html"
        return render(request, template, {"refusal": exception}, status=exception.status)
