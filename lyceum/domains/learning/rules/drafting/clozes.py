"""Sentences with a word, a name, a date or a figure left out; the same with a choice."""

import re
from collections.abc import Iterator, Sequence

from lyceum.domains.learning.rules.drafting.choices import choices_for
from lyceum.domains.learning.rules.drafting.definitions import shows
from lyceum.domains.learning.rules.drafting.language import Language
from lyceum.domains.learning.rules.drafting.page import Draft
from lyceum.domains.learning.rules.drafting.sentences import Line
from lyceum.domains.learning.rules.drafting.terms import Term
from lyceum.domains.learning.rules.item import GAP, Content, Kind
from lyceum.domains.learning.rules.likeness import fold, words

_LENGTH = range(7, 41)  # words of a sentence that can be asked
_REFERENCE = re.compile(
    r"\b(?:figures?|fig\.|pages?|p\.|chapitres?|chapters?|exercices?|ci-dessus|ci-dessous|above|below)\b", re.I
)


def clozes(line: Line, terms: Sequence[Term], language: Language) -> Iterator[Draft]:
    """The two best words of the sentence, each in its own draft."""
    if not can_be_asked(line, language):
        return
    found = 0
    for term in terms:
        place = re.search(rf"(?<![\w-]){re.escape(term.text)}(?![\w-])", line.said)
        if not place or place.start() < 2 or found == 2:
            continue
        prompt = line.said[: place.start()] + GAP + line.said[place.end() :]
        if term.sort in ("name", "place", "thing") and _is_part(line.said[: place.start()], line.said[place.end() :]):
            continue
        if shows(prompt, term.text) or GAP in line.said:
            continue
        found += 1
        yield Draft(Content(Kind.CLOZE, prompt, gaps=((term.text,),)), line.span, _worth(term, line), fold(term.text))
        options = choices_for(term.text, term.sort, line.said, terms)
        if options:
            asked = language.prompts["fill"].format(sentence=prompt)
            yield Draft(
                Content(Kind.CHOICE, asked, choices=options), line.span, _worth(term, line) - 0.05, fold(term.text)
            )


def _is_part(before: str, after: str) -> bool:
    """Of a longer name: "Robert ____", "____ de salut public"."""
    return bool(re.search(r"\b[A-ZÀ-Þ][\w’\-]{2,} $", before) or re.match(r" (?:de|du|of) [a-z]", after))


def can_be_asked(line: Line, language: Language) -> bool:
    return (
        len(words(line.said)) in _LENGTH
        and not language.anaphora.match(line.said)
        and not _REFERENCE.search(line.said)
        and not line.said.endswith(("?", ":"))
    )


def _worth(term: Term, line: Line) -> float:
    """Short sentences are clearer to complete."""
    return round(0.35 + 0.5 * term.weight - 0.004 * max(0, len(words(line.said)) - 16), 4)
