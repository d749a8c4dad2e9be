"""A text that people write: a small Markdown, drawn without ever trusting it.

Paragraphs, emphasis, lists, links, quotations, rules and one level of headings; no HTML, no images. What comes out is
cleaned once more by a second library, so that a fault of the first one opens nothing.
"""

from functools import lru_cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

_TAGS = frozenset("p br strong em ul ol li a blockquote code pre h3 hr".split())
_READER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_inline", "html_block"])
_KEPT = 500  # texts of 20,000 characters at most: one is drawn once, not for each of its readers


@lru_cache(maxsize=_KEPT)
def drawn(text: str) -> str:
    """HTML, safe to show as it is."""
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = "h3"  # the page has its own first two
    html = _READER.renderer.render(tokens, _READER.options, {})
    return nh3.clean(html, tags=set(_TAGS), attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    """The words alone, on one line: for searching, and for the first lines in a list."""
    return " ".join(unescape(nh3.clean(drawn(text), tags=set())).split())
