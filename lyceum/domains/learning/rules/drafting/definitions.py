"""Finds what a document defines: "X est …", "on appelle X …", "X is defined as …", and glossaries."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lyceum.domains.learning.rules.drafting.language import Language
from lyceum.domains.learning.rules.drafting.sentences import Line
from lyceum.domains.learning.rules.likeness import fold, variants, words

_GLOSSARY = re.compile(r"^(?:[-•*–▪] )?(?P<term>[^\W\d_][\w’'\- ]{1,40}?) ?[:=–] (?P<meaning>\S.{11,260}?)[.;]?$")
_LEANS = re.compile(r"\b(?:ces|cet|cette|ceux|celles?-ci|celui-ci|these|those|this|them|the same)\b", re.I)
_CONNECTED = re.compile(
    r"\b(?:qui|que|dont|où|est|sont|ils?|elles?|which|that|is|are|it|they|he|she|when|lorsque|si|if)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    meaning: str
    line: Line
    is_glossary: bool = False


def defined(line: Line, language: Language) -> Definition | None:
    """By a whole sentence that leans on nothing before it."""
    if language.anaphora.match(line.said) and not re.match(r"On (?:appelle|nomme)\b", line.said):
        return None
    for pattern in language.defining:
        found = pattern.match(line.said)
        if found and is_term(found["term"], language) and says_something(found["term"], found["meaning"]):
            return Definition(found["term"].strip(" ,"), found["meaning"].strip(), line)
    return None


def listed(block: Line, language: Language) -> Definition | None:
    """By a line of a glossary."""
    found = _GLOSSARY.match(block.said)
    if not found or not is_term(found["term"], language) or not says_something(found["term"], found["meaning"]):
        return None
    return Definition(found["term"].strip(), found["meaning"].strip(), block, is_glossary=True)


def is_term(term: str, language: Language) -> bool:
    said = words(term)
    return (
        0 < len(said) <= 5
        and len(term) > 2
        and not _CONNECTED.search(term)
        and not language.anaphora.match(term)
        and not all(word.lower() in language.stop_words for word in said)
    )


def says_something(term: str, meaning: str) -> bool:
    """Some words, no cut sentence, and the term is not explained by itself."""
    return (
        len(words(meaning)) > 3
        and not meaning.endswith((":", ","))
        and not _LEANS.search(meaning)
        and not shows(meaning, term)
    )


def shows(prompt: str, answer: str) -> bool:
    """Whether a prompt gives its answer away, be it in the plural or within a longer word of the same family."""
    told = _words_of(prompt)
    kept = [word for word in words(fold(answer)) if len(word) > 3] or words(fold(answer))
    return all(any(_kin(word, other) for other in told) for word in kept)


@lru_cache(1024)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(fold(text))))


@lru_cache(65536)
def _kin(word: str, other: str) -> bool:
    stem = word[: max(5, len(word) - 3)]
    return bool(variants(word) & variants(other)) or (len(word) > 5 and other.startswith(stem))
