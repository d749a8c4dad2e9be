"""The name that a person gave a file, fit to be shown and saved; never part of a path of ours."""

import re
import unicodedata

from lyceum.kernel.media.rules.contents import Hostile

_LONGEST = 120
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_SEPARATORS = frozenset("/\\\u2215\u2044\u29f8\u29f9\uff0f\uff3c\ufe68")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"|?*\x7f]')


def tidy_name(name: str, extension: str) -> str:
    """``"  Été 2026 .JPG"`` and ``webp`` → ``"Été 2026.webp"``. Raises Hostile for names that lie or escape."""
    if any(c in _DIRECTION or c in _SEPARATORS or unicodedata.category(c) in {"Cc", "Cs"} for c in name):
        raise Hostile("name")
    plain = unicodedata.normalize("NFC", "".join(c for c in name if unicodedata.category(c) not in {"Cf", "Co", "Cn"}))
    stem = plain.rpartition(".")[0] if "." in plain else plain
    stem = " ".join(_UNFIT.sub("_", stem).split()).strip(". ")
    if not stem or _DEVICES.match(stem):
        raise Hostile("name")
    return f"{stem[: _LONGEST - len(extension) - 1].rstrip('. ')}.{extension}"
