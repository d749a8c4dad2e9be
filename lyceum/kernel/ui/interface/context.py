"""What every template may know: who asks, for which organisation, and the shell around the page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lyceum.kernel.ui.interface.shell import shell_of


def context(request: HttpRequest) -> dict[str, Any]:
    """``caller``, ``organisation``, ``person`` and ``shell``; no query beyond those of the middleware."""
    return {
        "caller": getattr(request, "caller", None),
        "organisation": getattr(request, "organisation", None),
        "person": getattr(request, "user", None),
        "shell": SimpleLazyObject(lambda: shell_of(request)),
    }
