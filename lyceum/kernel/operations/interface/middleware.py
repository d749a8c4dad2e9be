import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lyceum.kernel.operations.interface.metrics import REQUESTS, SECONDS

Answer = Callable[[HttpRequest], HttpResponse]


class Measured:
    """Counts and times every request under the pattern of its address, never under the address itself."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.answer(request)
        seconds = time.perf_counter() - started
        found = request.resolver_match
        route = found.route if found else "(nothing)"
        REQUESTS.labels(route, request.method or "", str(response.status_code)).inc()
        SECONDS.labels(route).observe(seconds)
        return response
