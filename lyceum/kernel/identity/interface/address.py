"""From where a request comes, when proxies of ours stand in front."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class TrueAddress:
    """Sets ``REMOTE_ADDR``, so that whoever asks afterwards (limits, trail, log) need not know of proxies."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request)
        return self.answer(request)


def client_address(request: HttpRequest) -> str:
    """The address that the outermost proxy of ours saw; what anybody may write before it is not believed."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    count = settings.TRUSTED_PROXIES
    address = seen[-count] if 0 < count <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


def network_of(address: str) -> str:
    """The network, not the address: the last byte of IPv4 and the last 80 bits of IPv6 are dropped."""
    try:
        bits = 24 if ipaddress.ip_address(address).version == 4 else 48
        return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return ""
