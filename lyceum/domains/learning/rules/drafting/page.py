"""What drafts are made from, and what they are."""

from dataclasses import dataclass

from lyceum.domains.learning.rules.item import Content


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as it was read; ``headings``: the path to what the page begins with, the outermost first."""

    number: int
    text: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sentence stands: ``text`` is the page's text from ``start`` to ``end``, to the letter."""

    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """``worth``: 0 to 1, for the order in which a teacher looks at them. ``term``: what it makes one learn."""

    content: Content
    span: Span
    worth: float
    term: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    title: str
    first_page: int
    last_page: int
    objective: str
