"""Reads numbers with their units, dates and centuries; its twin is static/learning/judging-quantity.js."""

import re
from dataclasses import dataclass

from lyceum.domains.learning.rules.likeness import fold, variants, words
from lyceum.domains.learning.rules.likeness_words import MONTHS, SCALES, WEEKDAYS
from lyceum.domains.learning.rules.numeral import CARDINALS, number_of, ordinal_of, roman
from lyceum.domains.learning.rules.unit import Unit, spread, unit_of

_WHOLE = r"\d{1,3}(?:[ ']\d{3})+(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d{1,3}(?:,\d{3})+(?=\.\d)|\d+"
_NUMBER = re.compile(
    rf"([+-]?) ?({_WHOLE}|(?=[.,]\d))(?:([.,])(\d+)(?!\d| ?\^))?(?:[eE]([+-]?\d{{1,3}})(?![a-zA-Z\d])"
    r"| ?[x×·*.] ?10 ?\^? ?\(?([+-]?\d{1,3})\)?(?!\d))?"
)
_POWER = re.compile(r"([+-]?)10 ?\^ ?\(?([+-]?\d{1,3})\)?(?!\d)")
_RATIO = re.compile(r"([+-]?\d{1,9}) ?/ ?(\d{1,9})(?![\d/])")
_ERA = re.compile(r"[ ,]*(?:(avant|av\.?|before) ?(?:j\.? ?-? ?c\.?|notre ere|christ|jesus-christ)|(b\.?c\.?e?\.?))$")
_OUR_ERA = re.compile(r"[ ,]*(?:(?:apres|ap\.?) ?(?:j\.? ?-? ?c\.?|notre ere|jesus-christ)|a\.?d\.?|c\.?e\.?)$")
_BESIDE_A_DATE = frozenset("le the of on en in".split())
_CENTURY = re.compile(r"^(?:in )?(.+?) ?(?:siecle|century|s\.)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """``unit`` is none where none was written. ``date``: year, month, day; 0 where it was not said."""

    value: float = 0.0
    unit: Unit | None = None
    strange_unit: str = ""
    date: tuple[int, int, int] | None = None
    is_century: bool = False
    is_ordinal: bool = False


def readings(text: str) -> list[Reading]:
    """Whatever quantity the whole text may stand for: "1,500" is 1.5, and 1500 in English."""
    said = fold(re.sub(r"[.!?…]+\s*$", "", spread(text)))
    day = _date(said)
    if day:
        return [Reading(date=day)]
    sign = 1
    if _ERA.search(said):
        said, sign = _ERA.sub("", said), -1
    else:
        said = _OUR_ERA.sub("", said) or said
    century = _century(said, sign)
    if century:
        return [century]
    # Symbols of units keep their case: mW is not MW.
    kept = spread(text).strip().removesuffix(".") if sign == 1 and len(said) == len(fold(spread(text))) else said
    return [Reading(sign * value, *_unit(rest)) for value, rest in _numbers(kept)]


def _unit(rest: str) -> tuple[Unit | None, str]:
    if not rest:
        return None, ""
    unit = unit_of(rest)
    return unit, "" if unit else rest


def _numbers(text: str) -> list[tuple[float, str]]:
    said = re.sub(r"^(?:environ|about|en|in|≈|=|~) ?", "", text)
    ratio, power = _RATIO.match(said), _POWER.match(said)
    if ratio and int(ratio[2]):
        return [(int(ratio[1]) / int(ratio[2]), said[ratio.end() :].strip())]
    if power:
        return [(float(f"{power[1]}1e{int(power[2])}"), said[power.end() :].strip())]
    found = _NUMBER.match(said)
    if not found:
        return _spelled(said)
    sign, whole, mark, decimals, exponent, power_of_ten = found.groups()
    rest, scale = _scaled(said[found.end() :].strip())
    tail = f"e{int(exponent or power_of_ten or 0)}"
    digits = re.sub("[ ,']", "", whole) or "0"
    values = [float(f"{sign}{digits}.{decimals or 0}{tail}")]
    if mark == "," and len(decimals) == 3 and 0 < len(whole) < 4 and whole != "0":
        values.append(float(f"{sign}{digits}{decimals}{tail}"))
    return [(value * scale, rest) for value in values]


def _spelled(text: str) -> list[tuple[float, str]]:
    """ "Vingt et un mètres": 21, "metres"."""
    tokens = words(fold(text))
    for length in range(min(6, len(tokens)), 0, -1):
        number = CARDINALS.get(" ".join(tokens[:length]))
        if number is not None:
            rest, scale = _scaled(" ".join(tokens[length:]))
            return [(number * scale, rest)]
    return []


def _scaled(rest: str) -> tuple[str, float]:
    first, _, after = rest.partition(" ")
    for word in variants(fold(first)):
        if word in SCALES:
            return re.sub(r"^(?:de |d'|of )", "", after.strip()), SCALES[word]
    return rest, 1


def _century(said: str, sign: int) -> Reading | None:
    named = _CENTURY.match(said)
    stem = re.sub("^(?:the|le|au) ", "", named[1] if named else said).strip()
    number = ordinal_of(stem)
    if number is None and named:
        number = number_of(stem) if " " not in stem else CARDINALS.get(stem)
        number = roman(stem) if number is None else number
    if number is None:
        return None
    return Reading(float(sign * number), is_century=bool(named), is_ordinal=True)


def _date(said: str) -> tuple[int, int, int] | None:
    numeric = re.fullmatch(r"(?:le |the |on )?(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{1,4}))?", said)
    if numeric:
        return _numeric_date(*numeric.groups())
    tokens = [word for word in words(said) if word not in WEEKDAYS and word not in _BESIDE_A_DATE]
    months = [MONTHS[word] for word in tokens if word in MONTHS]
    others = [re.sub(r"^(\d+)(er|st|nd|rd|th)$", r"\1", word) for word in tokens if word not in MONTHS]
    if len(months) != 1 or len(others) > 2 or not all(re.fullmatch(r"\d{1,4}", word) for word in others):
        return None
    days = [int(word) for word in others if int(word) <= 31]
    years = [int(word) for word in others if int(word) > 31]
    if len(days) > 1 or len(years) > 1 or not others:
        return None
    return (years[0] if years else 0, months[0], days[0] if days else 0)


def _numeric_date(first: str, second: str, third: str | None) -> tuple[int, int, int] | None:
    """Day first, as in Europe; the month first where the day cannot be a month; or year first."""
    if third is None:
        return None
    year, month, day = (first, second, third) if len(first) > 2 else (third, second, first)
    y, m, d = int(year), int(month), int(day)
    if m > 12 >= d:
        m, d = d, m
    return (y, m, d) if 1 <= m <= 12 and 1 <= d <= 31 and y > 31 else None
