"""What is written on rows and seats."""

import re

NUMBERINGS = ("left", "right", "odd_left", "even_left")
_SHORT = re.compile(r"^([A-Z]+)(\d+)$")


def row_names(first: str, count: int) -> list[str]:
    """``first`` and those that follow: 1, 2, 3 …; Y, Z, AA … Raises ValueError where it is neither."""
    if first.isascii() and first.isdigit():
        return [str(int(first) + number) for number in range(count)]
    letters = first.upper()
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 2):
        raise ValueError(first)
    start = 0
    for letter in letters:
        start = start * 26 + ord(letter) - 64
    return [_letters(start + number) for number in range(count)]


def seat_numbers(count: int, numbering: str) -> list[str]:
    """From the left, as one looks at the stage. ``odd_left``: outwards from the middle, odd numbers at the left."""
    if numbering == "right":
        return [str(number) for number in range(count, 0, -1)]
    if numbering in ("odd_left", "even_left"):
        odd_first = numbering == "odd_left"
        left = (count + odd_first) // 2
        ones, twos = (1, 2) if odd_first else (2, 1)
        return [
            *(str(ones + 2 * away) for away in range(left - 1, -1, -1)),
            *(str(twos + 2 * away) for away in range(count - left)),
        ]
    return [str(number) for number in range(1, count + 1)]


def seat_key(row: str, number: str) -> str:
    return f"{row}-{number}"


def keys_typed(text: str) -> frozenset[str]:
    """``A12, b-3 4-7``: the seats that somebody typed, as keys."""
    tokens = re.split(r"[\s,;]+", text.strip().upper())
    return frozenset(_SHORT.sub(r"\1-\2", token) for token in tokens if token)


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
