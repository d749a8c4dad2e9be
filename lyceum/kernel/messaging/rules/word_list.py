"""Which of the organisation's words stand in a text, however they are written."""

import re
from collections.abc import Iterable

from lyceum.kernel.foundation.rules.normal import normal

_WORD = re.compile(r"\w+")


def caught(text: str, words: Iterable[str]) -> list[str]:
    """Those of ``words`` (one word, or several in a row) that the text holds as whole words, in their own order.

    Case, accents and what stands between the words do not matter: "gros-mot" is caught by "gros mot".
    """
    held = _row(text)
    return [word for word in words if _row(word).strip() and _row(word) in held]


def _row(text: str) -> str:
    return f" {' '.join(_WORD.findall(normal(text).replace('_', ' ')))} "
