"""The words of a document that are worth knowing, each with its sort, so that a wrong choice looks like a right one."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.domains.learning.rules.drafting.language import Language
from lyceum.domains.learning.rules.drafting.sentences import Line
from lyceum.domains.learning.rules.likeness import fold, variants

NAME = re.compile(r"(?<=[a-zà-ÿ,;»’'] )(?:[A-ZÀ-ÖØ-Þ][\w’\-]{2,})(?: (?:de |von |of )?[A-ZÀ-ÖØ-Þ][\w’\-]+)*")
YEAR = re.compile(r"(?<![\d,./-])(?:1[0-9]\d{2}|20\d{2})(?![\d,./%-]|\s?(?:[a-zA-Z°]{1,2}\b(?!\w)|\d{3}))")
MEASURE = re.compile(
    r"(?<![\w,./-])(?!(?:1\d|20)\d{2}\b)\d+(?:[,.]\d+)?(?:\s?×\s?10[⁻⁰¹²³⁴-⁹]+)?"
    r"(?=\s?(?:%|°C|°|km|kg|cm|mm|m/s|m\b|g\b|s\b|J\b|N\b|W\b|V\b|Hz|L\b|K\b|millions?\b|chromosomes?|percent))"
)
_PLACED = re.compile(r"\b(?:à|À|in|In|at|At|near) $")
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’\-]{2,} $")
_THING = re.compile(r"\b(?:les|la|the|des|du) $")
_WORD = re.compile(r"[^\W\d_][\w\-]{4,}")
_ADJECTIVE = re.compile(
    r"(?:al|ales?|aux|els?|elles?|ive?s?|ifs?|eux|euses?|ous|ful|less|ible|able|ic|ant|ants|ary|est|ing|ed|ly|ment|iques?)$"
)


@dataclass(frozen=True, slots=True)
class Term:
    """``sort``: concept, name, place, thing, year or measure. ``weight``: 0 to 1."""

    text: str
    sort: str
    weight: float


def terms_of(lines: Sequence[Line], defined: Sequence[str], headings: Sequence[str], language: Language) -> list[Term]:
    counts = Counter[str]()
    sorts: dict[str, tuple[str, str]] = {}
    for line in lines:
        for text, sort in _candidates(line.said, language):
            counts[fold(text)] += 1
            sorts.setdefault(fold(text), (text, sort))
    for text in defined:
        sorts[fold(text)] = (text, "concept")
        counts[fold(text)] += 3
    told = fold(" ".join(headings))
    found = []
    for key, (text, sort) in sorts.items():
        if sort == "concept" and counts[key] < 2:
            continue
        rarity = math.log(1 + len(lines) / counts[key]) / math.log(2 + len(lines))
        weight = 0.4 * rarity + 0.3 * (key in map(fold, defined)) + 0.2 * (key in told) + 0.1 * (sort != "concept")
        found.append(Term(text, sort, round(min(1.0, weight), 4)))
    return sorted(found, key=lambda term: (-term.weight, term.text))


def _candidates(said: str, language: Language) -> list[tuple[str, str]]:
    found = [(match[0], "year") for match in YEAR.finditer(said)]
    found += [(match[0], "measure") for match in MEASURE.finditer(said)]
    for match in NAME.finditer(said):
        before = said[: match.start()]
        if match[0].lower() not in language.stop_words and not _NAMED.search(before):
            found.append((match[0], _sort(before)))
    for match in _WORD.finditer(said):
        word = match[0]
        if not language.determiners.search(said[: match.start()]) or not word.islower():
            continue
        if word not in language.stop_words and not variants(word) & language.stop_words and not _ADJECTIVE.search(word):
            found.append((word, "concept"))
    return found


def _sort(before: str) -> str:
    """Of a name, by the word before it."""
    return "place" if _PLACED.search(before) else "thing" if _THING.search(before) else "name"
