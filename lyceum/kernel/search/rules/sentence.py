"""Where sentences begin and end, in French and English."""

import re

_SHORT = frozenset(
    "m mm mme mmes mlle dr pr prof st ste mr mrs ms jr sr cf p pp chap fig art vol no ex env etc vs al ed éd".split()
)
_END = re.compile(r"[.!?…]+(?:[\"'’”)\]]|[ \u00a0\u202f]?»)*(?=\s)|\n\s*\n|\n(?=\s*(?:[-•*–]|\d+[.)])\s)")
_LAST_WORD = re.compile(r"(\w+)\.$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets in ``text`` of each sentence between ``start`` and ``end``, without the space around it."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    for mark in _END.finditer(text, start, stop):
        if not _is_short(text[begin : mark.end()]):
            found += _trimmed(text, begin, mark.end())
            begin = mark.end()
    return found + _trimmed(text, begin, stop)


def _is_short(sentence: str) -> bool:
    """``M.``, ``cf.``, an initial: a point that ends no sentence."""
    last = _LAST_WORD.search(sentence)
    return last is not None and (last[1].casefold() in _SHORT or (len(last[1]) == 1 and last[1].isalpha()))


def _trimmed(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return [(begin, end)] if end > begin else []
