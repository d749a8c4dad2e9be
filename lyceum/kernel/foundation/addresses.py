"""Addresses that are kept: inside the organisation, without its slug, which may change."""

from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse


def inside(name: str, *args: Any) -> str:
    """``inside("messaging:notice", id) == "/notices/…/"``, whether asked for by a page or by a job."""
    return "/" + reverse(name, args=args).removeprefix(get_script_prefix())


def within(slug: str, path: str) -> str:
    """A kept path, seen from the top of the site: ``/ampere/notices/…/``. ``slug`` may be empty."""
    return f"/{slug}{path}" if slug else path


def absolute(slug: str, path: str) -> str:
    """The same with the site's name before it, for letters."""
    return settings.SITE_URL + within(slug, path)
