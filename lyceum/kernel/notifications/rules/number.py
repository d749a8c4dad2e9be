"""Telephone numbers, as networks want them (ITU-T E.164)."""

import re

_WRITTEN = re.compile(r"[\s.()\-/\u00a0\u202f]")
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")


def international(text: str) -> str:
    """``+33 (0)6 12 34 56 78`` → ``+33612345678``. Raises ValueError without the country's own number in front."""
    number = _WRITTEN.sub("", text.replace("(0)", "")).replace("00", "+", 1 if text.strip().startswith("00") else 0)
    if not _NUMBER.fullmatch(number):
        raise ValueError(text)
    return number


def veiled(number: str) -> str:
    """``+33 •••••• 78``: enough to know it by."""
    return f"{number[:3]} •••••• {number[-2:]}"
