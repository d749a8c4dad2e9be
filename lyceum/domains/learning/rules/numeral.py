"""Numbers in words, in digits or in Roman numerals, of one word or several: French and English, to a hundred."""

import re
from itertools import product

from lyceum.domains.learning.rules.likeness_words import ENGLISH, FRENCH, ORDINALS

_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(text: str) -> int | None:
    """The value of a numeral of folded letters, well formed."""
    if not _ROMAN.match(text):
        return None
    values = [_LETTERS[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def ordinal_of(text: str) -> int | None:
    """ "xviiie", "18e", "18th", "dix-huitieme": 18. Folded."""
    spelled = ORDINAL_WORDS.get(text.replace("-", " "))
    if spelled is not None:
        return spelled
    for mark in ("eme", "ieme", "nde", "er", "re", "nd", "st", "rd", "th", "e"):
        stem = text[: -len(mark)].strip()
        if text.endswith(mark) and (stem.isdecimal() or roman(stem) is not None):
            return int(stem) if stem.isdecimal() else roman(stem)
    return None


def number_of(word: str) -> int | None:
    """Of one folded word: digits, a number word, or a Roman numeral of two letters or more."""
    if word.isascii() and word.isdigit() and len(word) < 16:
        return int(word)
    if word in CARDINALS:
        return CARDINALS[word]
    if len(word) > 1 and roman(word) is not None:
        return roman(word)
    marked = re.fullmatch(r"(\d{1,15}|[ivxlcdm]+)(er|ere|e|eme|ieme|nd|st|rd|th)", word)
    return ordinal_of(word) if marked else None


def _cardinals() -> dict[str, int]:
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre vingt"}
    tens_elsewhere = {70: "septante", 80: "huitante", 90: "nonante"}
    said = {word.replace("_", " "): number for number, word in enumerate(FRENCH[:20])}
    said |= {"une": 1, "cent": 100, "hundred": 100, "one hundred": 100, "quatre vingts": 80}
    said |= {word: number for number, word in enumerate(ENGLISH[:20])}
    for ten, word in (tens | tens_elsewhere).items():
        said[word] = ten
    for ten, word in [*tens.items(), *tens_elsewhere.items()]:
        most = 20 if ten in (60, 80) and word in ("soixante", "quatre vingt") else 10
        for unit in range(1, most):
            small = FRENCH[unit].replace("_", " ")
            said[f"{word} {small}"] = said[f"{word} et {small}"] = ten + unit
    for place, unit in product(range(20, len(ENGLISH)), range(10)):
        ten = 20 + 10 * (place - 20)
        said[f"{ENGLISH[place]} {ENGLISH[unit]}" if unit else ENGLISH[place]] = ten + unit
    return said


def _ordinal_words() -> dict[str, int]:
    said = dict(ORDINALS)
    for words, number in CARDINALS.items():
        if 1 < number < 32:
            said.setdefault(f"{words.removesuffix('e')}ieme", number)
            said.setdefault(f"{words}th", number)
    return said


CARDINALS = _cardinals()
ORDINAL_WORDS = _ordinal_words()
