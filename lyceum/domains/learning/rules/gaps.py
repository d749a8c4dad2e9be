"""A cloze as its teacher writes it: ``Rome is the [capital|chief town] of Italy``; ``\\[`` is a bracket itself."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from lyceum.domains.learning.rules.item import GAP

_GAP = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]])*)\]", re.S)
_ESCAPED = re.compile(r"\\([\\\[\]|])")
_SPECIAL = re.compile(r"([\\\[\]|])")
_BETWEEN = re.compile(r"(?<!\\)\|")


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
    gaps = tuple(_accepted(found[1]) for found in _GAP.finditer(text))
    parts = [_plain(part) for part in _GAP.split(text)[::2]]
    return GAP.join(parts), gaps


def _accepted(inside: str) -> tuple[str, ...]:
    return tuple(word for word in (_plain(one).strip() for one in _BETWEEN.split(inside)) if word) or ("",)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
