"""Where a page of a long list begins."""

from uuid import UUID

from django.http import HttpRequest


def after_of(request: HttpRequest) -> UUID | None:
    """The cursor in the address; one that makes no sense begins at the beginning."""
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None
