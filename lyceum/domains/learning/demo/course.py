"""The courses of the demo: written for it as plain text, one file for each chapter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COURSES = Path(__file__).parent / "courses"
_NUMBERED = re.compile(r"(\d+)\. (.*)")
_MEASURED = re.compile(r"(?<=\d) (?=(?:\d{3}|k?m|cm|kg|g|s|N|k?J|°C|%|metres|mètres)(?!\w))")
_FRENCH = re.compile(r" (?=[;:?!»])|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: chapter, section, part, text, point, numbered or entry (of a glossary: ``label`` is its word)."""

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """``folder`` under ``courses/``; ``level`` stands under the title."""

    folder: str
    title: str
    level: str
    author: str
    language: str

    @property
    def blocks(self) -> list[Block]:
        return [
            block for path in sorted((COURSES / self.folder).glob("*.md")) for block in _blocks(path, self.language)
        ]


MECHANICS = Course(
    "mechanics", "Mécanique : mouvements et forces", "Physique-chimie · classe de seconde", "Karim Benali", "fr"
)
REVOLUTION = Course("revolution", "La Révolution française", "Histoire · du collège au lycée", "Thomas Leroy", "fr")
LONDON = Course(
    "london", "Reading a city: London texts and grammar", "English for French speakers · A2–B1", "Sofia Moreau", "en"
)


def _blocks(path: Path, language: str) -> Iterator[Block]:
    is_glossary = False
    for line in path.read_text().splitlines():
        text = typeset(line.strip(), language)
        if line.startswith("# "):
            is_glossary = line.startswith("# Gloss")
            yield Block("chapter", text[2:])
        elif line.startswith("## "):
            is_glossary = False
            yield Block("section", text[3:])
        elif line.startswith("### "):
            yield Block("part", text[4:])
        elif line.startswith("- "):
            yield Block("point", text[2:])
        elif found := _NUMBERED.fullmatch(text):
            yield Block("numbered", found[2], found[1])
        elif text:
            word, between, meaning = text.partition(":")
            entry = is_glossary and bool(between)
            yield Block("entry", meaning.strip(), word) if entry else Block("text", text)


def typeset(text: str, language: str) -> str:
    """No line ends between a figure and its unit; French sets such a space before ; : ? ! and inside « », too."""
    bound = _MEASURED.sub("\u00a0", text)
    return _FRENCH.sub("\u00a0", bound) if language == "fr" else bound
