"""The shop without cookies: inside other sites' pages, where a browser sends none, and safe without them."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import NotAllowed

_ANCESTORS = re.compile(r"frame-ancestors [^;]*")


def refuse_other_sites(request: HttpRequest) -> None:
    """A form of another site must not book in the name of whoever is signed in here.

    Every browser says where a POST comes from (Fetch Metadata, else ``Origin``); what says neither is no browser.
    A token would need a cookie, which a frame in another site's page is not sent.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        ours = site in {"same-origin", "none"}
    else:
        ours = origin is None or urlsplit(origin).netloc == request.get_host()
    if not ours:
        raise NotAllowed(_("This form came from another site. Open the page and try again."), code="forgery")


def framed(answer: HttpResponseBase, hosts: Sequence[str]) -> HttpResponseBase:
    """May stand inside the pages of these hosts (``https://host``), and inside ours."""
    ancestors = " ".join(["'self'", *hosts])
    policy = _ANCESTORS.sub(f"frame-ancestors {ancestors}", settings.CONTENT_SECURITY_POLICY)
    answer["Content-Security-Policy"] = policy
    answer.xframe_options_exempt = True  # type: ignore[attr-defined]  # X-Frame-Options knows no list of hosts
    return answer
