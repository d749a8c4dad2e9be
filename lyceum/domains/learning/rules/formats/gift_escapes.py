"""GIFT's escapes: what is meant as a letter is hidden from the parser, then shown again."""

import re

_LETTERS = "\\~=#{}:"
_FIRST = 0xE000  # letters of Unicode's private use stand for the escaped ones
_HIDDEN = {letter: chr(_FIRST + place) for place, letter in enumerate(_LETTERS)} | {"n": chr(_FIRST + len(_LETTERS))}
_SHOWN = str.maketrans({hidden: letter if letter != "n" else "\n" for letter, hidden in _HIDDEN.items()})
_PRIVATE = re.compile("[" + "".join(_HIDDEN.values()) + "]")
_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_RESERVED = re.compile(r"([\\~=#{}:])")


def hidden(text: str) -> str:
    return _ESCAPED.sub(lambda found: _HIDDEN[found[1]], _PRIVATE.sub("", text))


def shown_text(text: str) -> str:
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\1", text).replace("\n", r"\n")


def is_closing_first(text: str) -> bool:
    """Whether a brace closes before any opens."""
    found = re.search(r"[{}]", text)
    return found is not None and found[0] == "}"
