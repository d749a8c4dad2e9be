"""Text out of bytes and out of HTML or Markdown, and back: items hold plain text."""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from lyceum.domains.learning.rules.formats.report import Reason

MOST_BYTES = 20_000_000
_BLOCKS = frozenset("p div br li ul ol table tr h1 h2 h3 h4 h5 h6 pre blockquote section article hr dt dd".split())
_SILENT = frozenset({"script", "style", "head", "template"})
_LOST = {"img": Reason.PICTURE, "svg": Reason.PICTURE, "video": Reason.PICTURE, "canvas": Reason.PICTURE}
_LOST |= {"object": Reason.PICTURE, "iframe": Reason.PICTURE, "audio": Reason.SOUND}
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPTS = {"sup": (_RAISED, "^"), "sub": (_LOWERED, "_")}
_TAGS = "p div br b i u em strong span img sub sup ul ol li a code pre table tr td font h1 h2 h3 h4 audio video".split()
_LOOKS_HTML = re.compile(rf"</?(?:{'|'.join(_TAGS)})(?:\s[^<>]*)?/?>", re.I)
_LONGEST_HTML, _LONGEST_MARKDOWN = (
    50_000,
    4_000,
)  # beyond which nobody wrote a question; too long for an item in any case
# HTMLParser looks for the end of whatever begins, again and again: what never ends is taken from it.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>", re.S)
_LOOSE = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKDOWN = MarkdownIt("commonmark", {"html": True})


def decoded(raw: bytes | str, most: int = MOST_BYTES) -> str | Reason:
    """UTF-8 or UTF-16 with their marks, UTF-8 without, else what Windows writes; line ends become one kind."""
    if len(raw) > most:
        return Reason.TOO_BIG
    text = raw if isinstance(raw, str) else _read(raw)
    if text is None or "\0" in text:
        return Reason.NOT_TEXT
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else Reason.EMPTY


def _read(raw: bytes) -> str | None:
    codecs = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252", "latin-1"]
    if codecs[0] != "utf-16" and b"\0" in raw:
        return None
    for codec in codecs:
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def looks_html(text: str) -> bool:
    return bool(_LOOKS_HTML.search(text))


def tidy(text: str) -> str:
    """No control characters, no spaces at the ends of lines, no heaps of empty lines."""
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in _CONTROL.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def from_html(html: str) -> tuple[str, list[Reason]]:
    """The text as a reader sees it, and what it cannot hold."""
    if "<" not in html and "&" not in html:
        return tidy(html.replace("\n", " ")), []
    if len(html) > _LONGEST_HTML:
        return html, []
    reader = _Reader()
    reader.feed(_LOOSE.sub("&lt;", _COMMENT.sub("", html)))
    reader.close()
    return tidy("".join(reader.parts)), reader.lost


def from_markdown(text: str) -> tuple[str, list[Reason]]:
    if len(text) > _LONGEST_MARKDOWN:
        return tidy(text), []
    return from_html(_MARKDOWN.render(text))


def to_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def lines_of(text: str) -> Iterable[tuple[int, str]]:
    return enumerate(text.split("\n"), 1)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[Reason] = []
        self._silent = 0
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _LOST:
            self._lose(tag, dict(attrs))
        elif tag in _SCRIPTS:
            self._script = tag
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self._break()
            if tag == "li":
                self.parts.append("- ")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT and tag not in _SCRIPTS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == self._script:
            self._script = ""
        elif tag in _BLOCKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\n\f]+", " ", data)
        if self._silent or (text == " " and self._is_at_start()):
            return
        self.parts.append(_scripted(text, *_SCRIPTS[self._script]) if self._script else text)

    def _lose(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.lost.append(_LOST[tag])
        if tag == "img" and attributes.get("alt"):
            self.parts.append(f"[{attributes['alt']}]")

    def _break(self) -> None:
        if not self._is_at_start():
            self.parts.append("\n")

    def _is_at_start(self) -> bool:
        return not self.parts or self.parts[-1] == "\n"


def _scripted(text: str, table: dict[int, int], mark: str) -> str:
    """``m²`` where Unicode has the letter, ``x^a`` where it has not."""
    if not text.strip() or all(ord(letter) in table for letter in text):
        return text.translate(table)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
