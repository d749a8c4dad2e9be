"""Proposes the steps of a path from the headings of a document."""

from collections.abc import Sequence
from itertools import groupby

from lyceum.domains.learning.rules.drafting.definitions import defined, listed
from lyceum.domains.learning.rules.drafting.language import LANGUAGES, Language
from lyceum.domains.learning.rules.drafting.page import PageText, StepDraft
from lyceum.domains.learning.rules.drafting.sentences import blocks, sentences

FEWEST, MOST = 2, 12
_NAMED = 4  # terms in an objective


def steps_of(pages: Sequence[PageText], language: str) -> list[StepDraft]:
    """By the outermost level of headings that makes some steps and not too many; nothing without headings."""
    deepest = max((len(page.headings) for page in pages), default=0)
    for level in range(deepest):
        groups = [
            (title, list(part)) for title, part in groupby(_titled(pages, level), key=lambda pair: pair[0]) if title
        ]
        if FEWEST <= len(groups) <= MOST:
            return [_step(title, [page for _, page in part], LANGUAGES[language]) for title, part in groups]
    return []


def _titled(pages: Sequence[PageText], level: int) -> list[tuple[str, PageText]]:
    """Pages before a first title belong to none; those without one of their own to the one before."""
    found, title = [], ""
    for page in pages:
        title = page.headings[level] if len(page.headings) > level else title
        found.append((title, page))
    return found


def _step(title: str, pages: Sequence[PageText], language: Language) -> StepDraft:
    terms: dict[str, str] = {}
    for page in pages:
        for block in blocks(page):
            for one in (listed(block, language), *(defined(line, language) for line in sentences(page, block))):
                if one:
                    terms.setdefault(one.term.lower(), one.term)
    named = list(terms.values())[:_NAMED]
    key = "objective" if named else "read"
    objective = language.prompts[key].format(terms=", ".join(named), title=title)
    return StepDraft(title, pages[0].number, pages[-1].number, objective)
