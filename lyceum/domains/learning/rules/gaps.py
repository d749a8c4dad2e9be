"""A cloze as its teacher writes it: ``Rome is the [capital|chief town] of Italy``; ``\\[`` is a bracket itself."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from lyceum.domains.learning.rules.item import GAP

_TOKEN = re.compile(r"\\([\\\[\]|])|\[((?:\\.|[^\\\[\]])*)\]", re.S)  # a character itself, or a gap
_ALTERNATIVE = re.compile(r"(?:\\.|[^\\|])+", re.S)
_ESCAPED = re.compile(r"\\([\\\[\]|])")
_SPECIAL = re.compile(r"([\\\[\]|])")


def written(prompt: str, gaps: Sequence[Sequence[str]]) -> str:
    """As it is shown in a field. What ``read`` makes of it is the same again."""
    parts = []
    for text, accepted in zip_longest(prompt.split(GAP), gaps):
        parts.append(_escaped(text or ""))
        if accepted:
            parts.append(f"[{'|'.join(_escaped(one) for one in accepted)}]")
    return "".join(parts)


def read(text: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The prompt with its gaps, and for each what is accepted, the best first."""
    gaps = tuple(_accepted(found[2]) for found in _TOKEN.finditer(text) if found[1] is None)
    return _TOKEN.sub(lambda found: found[1] or GAP, text), gaps


def _accepted(inside: str) -> tuple[str, ...]:
    found = (_ESCAPED.sub(r"\1", one[0]).strip() for one in _ALTERNATIVE.finditer(inside))
    return tuple(word for word in found if word) or ("",)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
