"""Pages hold no inline script or style, nothing from another host, no button of their own, no untranslated word."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.house import tree
from tests.house.exceptions import NOT_OURS, NOT_SPOKEN, SAME_IN_EVERY_LANGUAGE
from tests.house.tree import Source

_DATA_BLOCK = re.compile(r"""<script\b[^>]*(\bsrc=|type=["']application/(ld\+)?json["'])""")
_INLINE = {
    "a script without src": re.compile(r"<script\b[^>]*>"),
    "a style element": re.compile(r"<style\b"),
    "a style attribute": re.compile(r"""[\s"'}]style\s*="""),
    "an event attribute": re.compile(r"""[\s"'}](on[a-z]+|hx-on[:a-z-]*)\s*=\s*["']"""),
}
_OTHER_HOST = re.compile(r"""(?:https?:)?//(?!(?:www\.w3\.org|schema\.org)/)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}""")
_ELEMENT = re.compile(r"<[a-z](?:\{%.*?%\}|\{\{.*?\}\}|[^<>])*>", re.S)
_HTMX_REQUEST = re.compile(r"\bhx-(get|post|put|patch|delete)\b")
_BUTTON = re.compile(r"""class\s*=\s*(?:"[^"]*\bbtn\b[^"]*"|'[^']*\bbtn\b[^']*')""")
_NOT_SHOWN = [
    re.compile(r"\{#.*?#\}"),
    re.compile(r"\{%-?\s*comment\b.*?endcomment\s*%\}", re.S),
    re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.S),
    re.compile(r"\{%.*?%\}", re.S),
    re.compile(r"\{\{.*?\}\}", re.S),
]
_SPOKEN = frozenset(
    "title label lead placeholder alt hint text summary caption help aria-label aria-description".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def inline(source: Source) -> Iterator[str]:
    """What a strict Content-Security-Policy refuses. Mail is read elsewhere, and knows only inline style."""
    if "/mail/" in source.path or "/email/" in source.path:
        return
    for what, pattern in _INLINE.items():
        for found in pattern.finditer(source.text):
            if not _DATA_BLOCK.match(found[0]):
                yield f"{source.path}:{_line(source.text, found.start())} {what}"


def other_hosts(source: Source) -> Iterator[str]:
    text = re.sub(r"/\*.*?\*/", lambda c: "\n" * c[0].count("\n"), source.text, flags=re.S)
    for found in _OTHER_HOST.finditer(text):
        yield f"{source.path}:{_line(text, found.start())} {found[0]}"


def own_buttons(source: Source) -> Iterator[str]:
    for found in _BUTTON.finditer(source.text):
        yield f"{source.path}:{_line(source.text, found.start())} {found[0]}"


def unasked(source: Source) -> Iterator[str]:
    """``hx-confirm`` asks before a request of htmx; before a plain form, ``data-confirm`` does (ui's confirm.js)."""
    for found in _ELEMENT.finditer(source.text):
        if "hx-confirm" in found[0] and not _HTMX_REQUEST.search(found[0]):
            yield f"{source.path}:{_line(source.text, found.start())} {found[0][:80]}"


def untranslated(source: Source) -> Iterator[str]:
    text = source.text
    for pattern in _NOT_SHOWN:
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    if source.path.endswith(".txt"):
        spoken = list(enumerate(text.splitlines(), 1))
    else:
        reader = _Reader()
        reader.feed(text)
        spoken = reader.spoken
    for line, words in spoken:
        said = [word for word in _WORD.findall(words) if word not in SAME_IN_EVERY_LANGUAGE]
        if said:
            yield f"{source.path}:{line} {' '.join(words.split())}"


class _Reader(HTMLParser):
    """Collects what a person sees or hears: text, and the attributes that are read aloud."""

    silent = frozenset({"script", "style", "code", "kbd", "samp"})

    def __init__(self) -> None:
        super().__init__()
        self.spoken: list[tuple[int, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.silent or dict(attrs).get("translate") == "no":
            self.open.append(tag)
        self._attributes(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open and data.strip():
            self.spoken.append((self.getpos()[0], data))

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> None:
        self.spoken += [(self.getpos()[0], value) for name, value in attrs if name in _SPOKEN and value]


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _shown() -> Iterator[Source]:
    """Templates, and what is sent to the browser as it stands."""
    yield from tree.templates()
    for source in tree.sources():
        if "/static/" in source.path and not source.path.startswith(NOT_OURS):
            yield source


def test_nothing_is_inline() -> None:
    tree.expect_none(fault for source in tree.templates() for fault in inline(source))


def test_inline_script_and_style_are_found() -> None:
    page = '<script>go()</script>\n<p style="color: red" onclick="go()">\n<script src="/a.js"></script>'
    assert list(inline(Source("a.html", page))) == [
        "a.html:1 a script without src",
        "a.html:2 a style attribute",
        "a.html:2 an event attribute",
    ]


def test_nothing_comes_from_another_host() -> None:
    tree.expect_none(fault for source in _shown() for fault in other_hosts(source))


def test_another_host_is_found() -> None:
    page = '<img src="//cdn.example.com/a.png"><svg xmlns="http://www.w3.org/2000/svg">'
    assert list(other_hosts(Source("a.html", page))) == ["a.html:1 //cdn.example.com"]


def test_no_page_writes_its_own_button() -> None:
    pages = [source for source in tree.templates() if source.room != "kernel/ui"]
    tree.expect_none(fault for source in pages for fault in own_buttons(source))


def test_an_own_button_is_found() -> None:
    assert list(own_buttons(Source("a.html", '<a class="mt-2 btn btn-primary">'))) == [
        'a.html:1 class="mt-2 btn btn-primary"'
    ]
    assert list(own_buttons(Source("a.html", '<a class="button">'))) == []


def test_no_module_names_itself_in_an_import() -> None:
    """Not even in the example of its first comment: what is hashed with its own hash in it is never done."""
    modules = [source for source in _shown() if source.path.endswith(".js")]
    tree.expect_none(s.path for s in modules if re.search(rf"""import\b.*["']\./{Path(s.path).name}["']""", s.text))


def test_what_is_to_be_asked_is_asked() -> None:
    tree.expect_none(fault for source in tree.templates() for fault in unasked(source))


def test_a_question_that_would_not_be_asked_is_found() -> None:
    page = (
        '<form method="post" hx-confirm="Go?">\n<a hx-delete="{% url "x" %}" hx-confirm="Go?"><form data-confirm="Go?">'
    )
    assert list(unasked(Source("a.html", page))) == ['a.html:1 <form method="post" hx-confirm="Go?">']


@pytest.mark.wish("W1")
def test_every_word_is_translated() -> None:
    spoken = [source for source in tree.templates() if source.path not in NOT_SPOKEN]
    tree.expect_none(fault for source in spoken for fault in untranslated(source))


def test_an_untranslated_word_is_found() -> None:
    page = (
        '<h1>{% translate "Groups" %}</h1>\n<c-button label="Save" />\n<p>Hello {{ name }}</p>\n'
        "{% blocktranslate %}Hello{% endblocktranslate %}<c-icon name='bell' />{# why #}<code>pip</code>"
    )
    assert list(untranslated(Source("a.html", page))) == ["a.html:2 Save", "a.html:3 Hello"]
    assert list(untranslated(Source("a.txt", "Hello\n{{ name }}, 12:30"))) == ["a.txt:1 Hello"]
