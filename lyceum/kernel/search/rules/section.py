"""Formats without pages have sections: the text under one heading, cut at paragraphs where it is long."""

from collections.abc import Iterable, Iterator, Sequence

from lyceum.kernel.search.rules.reading import PageText, Reason, Unreadable

LONGEST_SECTION = 6000  # characters: about two printed pages, so that "section 7" is a place one can find
BETWEEN = " › "


def gathered(sections: Iterable[tuple[str, str]]) -> Iterator[PageText]:
    """(path of headings, text) in order → pages. Sections without text are skipped; raises Unreadable if all are."""
    number = 0
    for heading, text in sections:
        for part in _parts(text.strip("\n")):
            number += 1
            yield PageText(number, (heading.rpartition(BETWEEN)[2] or str(number))[:200], part, heading[:300])
    if not number:
        raise Unreadable(Reason.EMPTY)


def path_of(above: Sequence[str]) -> str:
    return BETWEEN.join(heading for heading in above if heading)


def under(above: Sequence[str], level: int, heading: str) -> list[str]:
    """The headings above a text once one of ``level`` (from 1) has come: ``under(["A", "B"], 1, "C") == ["C"]``."""
    kept = list(above[: level - 1])
    return [*kept, *[""] * (level - 1 - len(kept)), heading]


def _parts(text: str) -> Iterator[str]:
    while len(text) > LONGEST_SECTION:
        cut = max(text.rfind(mark, LONGEST_SECTION // 2, LONGEST_SECTION) for mark in ("\n\n", "\n"))
        cut = cut if cut > 0 else text.rfind(" ", LONGEST_SECTION // 2, LONGEST_SECTION)
        cut = cut if cut > 0 else LONGEST_SECTION
        yield text[:cut].strip("\n")
        text = text[cut:].strip("\n")
    if text.strip():
        yield text
