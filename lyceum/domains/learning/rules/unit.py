"""Units of measure, read whatever their writing: "m/s", "m·s⁻¹", "mètres par seconde"."""

import re
from dataclasses import dataclass

from lyceum.domains.learning.rules.likeness import fold, variants
from lyceum.domains.learning.rules.likeness_words import (
    PREFIX_WORDS,
    UNIT_PREFIXES,
    UNIT_WORDS,
    UNITS,
    WHOLE_UNITS,
    WHOLE_WORDS,
)

Powers = tuple[tuple[str, int], ...]
_POWERS_OF_WORDS = (("carre", 2), ("square", 2), ("squared", 2), ("cube", 3), ("cubic", 3), ("cubed", 3))


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` to the base units; ``offset`` is added before (degrees Fahrenheit)."""

    factor: float
    powers: Powers
    offset: float = 0.0


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def spread(text: str) -> str:
    """Signs in one form; powers written above the line behind a ^."""
    above = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    return " ".join(re.sub("[−–]", "-", above).replace("’", "'").replace("μ", "µ").split())


def unit_of(written: str) -> Unit | None:
    """None where a part of it is no unit."""
    text = spread(written)
    said = re.sub(r"\b(?:par|per)\b", "/", re.sub(r"\b[Ll]es |\b[Dd]e ", "", text)) if " cent" not in text else text
    named = re.sub(r"[ -]+", " ", fold(said)).strip()
    whole = _whole(said.strip(), named)
    if whole:
        return whole
    factor, powers, sign = 1.0, dict[str, int](), 1
    for mark, piece in re.findall(r"([/·*. ]?) *([^/·*. ]+)", _powered(said)):
        sign = -1 if mark == "/" else sign if mark == " " else 1
        one = _piece(piece)
        if one is None:
            return None
        times = sign * one[1]
        factor *= one[0].factor ** times
        for base, power in one[0].powers:
            powers[base] = powers.get(base, 0) + times * power
    found = tuple(sorted((base, power) for base, power in powers.items() if power))
    return Unit(factor, found) if found or "%" in said else None


def _whole(said: str, named: str) -> Unit | None:
    singular = re.sub(r"(?<=\w{3})s\b(?<!us)", "", named)
    symbol = WHOLE_WORDS.get(named) or WHOLE_WORDS.get(singular) or re.sub("° ?c$", "°C", said, flags=re.I)
    symbol = re.sub("^° ?f$", "°F", symbol, flags=re.I)
    if symbol not in WHOLE_UNITS:
        return None
    factor, base = WHOLE_UNITS[symbol]
    return Unit(factor, _powers(base), -32.0 if symbol == "°F" else 0.0)


def _powered(said: str) -> str:
    """ "Mètre carré" is "mètre^2", "square metre" too."""
    for word, power in _POWERS_OF_WORDS:
        said = re.sub(rf"([^\W\d_]+) {word}s?\b", rf"\1^{power}", said.replace("é", "e"), flags=re.I)
        said = re.sub(rf"\b{word} ([^\W\d_]+)", rf"\1^{power}", said, flags=re.I)
    return said.strip()


def _piece(piece: str) -> tuple[Unit, int] | None:
    split = re.fullmatch(r"\(?([^\d^+)-]+)\^?\(?([+-]?\d{1,2})?\)*", piece)
    unit = _symbol(split[1]) if split else None
    return (unit, int(split[2] or 1)) if unit and split else None


def _symbol(text: str) -> Unit | None:
    for written in (text, text.lower()):
        found = WHOLE_UNITS.get(written) or UNITS.get(written) or _prefixed(written)
        if found:
            return Unit(found[0], _powers(found[1]))
    for word in sorted(variants(fold(text))):
        symbol = WHOLE_WORDS.get(word) or UNIT_WORDS.get(word)
        for prefix, short in PREFIX_WORDS.items():
            if word.startswith(prefix) and word[len(prefix) :] in UNIT_WORDS:
                symbol = short + UNIT_WORDS[word[len(prefix) :]]
        if symbol:
            return _symbol(symbol)
    return _symbol(text.upper()) if len(text) == 1 and text.upper() in UNITS and text.islower() else None


def _prefixed(symbol: str) -> tuple[float, str] | None:
    factor, base = UNIT_PREFIXES.get(symbol[:1]), UNITS.get(symbol[1:].replace("l", "L"))
    if symbol[1:] == "ol" or factor is None or base is None:
        return None
    return factor * base[0], base[1]


def _powers(text: str) -> Powers:
    found = []
    for piece in text.split():
        split = re.fullmatch(r"(\D+?)(-?\d+)?", piece)
        if split:
            found.append((split[1], int(split[2] or 1)))
    return tuple(sorted(found))
