"""Lyceum's own addresses in a text: the only ones that are shown as what they lead to. Nothing is ever fetched."""

import re
from urllib.parse import urlsplit

MOST = 4
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»]+")
_TRAILING = ".,;:!?)]}"


def own_paths(text: str, site: str, slug: str) -> list[str]:
    """Paths inside the organisation, as they are kept ("/notices/…/"), each once, the first few.

    ``own_paths("See https://ly.example/ampere/notices/1/.", "https://ly.example", "ampere") == ["/notices/1/"]``.
    """
    here = urlsplit(site)
    found = (_path(address.rstrip(_TRAILING), (here.scheme, here.netloc), slug) for address in _ADDRESS.findall(text))
    return list(dict.fromkeys(path for path in found if path))[:MOST]


def _path(address: str, site: tuple[str, str], slug: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    inside = parts.path.removeprefix(f"/{slug}/")
    return f"/{inside}" if (parts.scheme, parts.netloc) == site and inside not in ("", parts.path) else ""
