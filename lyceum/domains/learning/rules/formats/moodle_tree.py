"""Moodle's XML as a tree, safely: no entities of its own, no depth, no embedded files, no endless lists."""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from lyceum.domains.learning.rules.formats.plain import from_html, from_markdown, looks_html, tidy
from lyceum.domains.learning.rules.formats.report import Reason

MOST_BYTES = 60_000_000  # banks carry their pictures with them
_MOST_ELEMENTS = 2_000_000
_DEEPEST = 60


class _TooMuch(ValueError):
    """Deeper or longer than any bank of questions."""


class Questions:
    """A target for the parser: keeps each question as it ends, so that what stands before a fault is not lost."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self.root = ""
        self._depth = self._elements = self._in_file = 0
        self._builder: TreeBuilder | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise _TooMuch
        self.root = self.root or tag
        if self._depth == 2:
            self._builder = TreeBuilder()
        if self._builder:
            self._builder.start(tag, attributes)
        self._in_file += tag == "file"

    def end(self, tag: str) -> None:
        self._in_file -= tag == "file"
        if self._builder:
            self._builder.end(tag)
        if self._depth == 2 and self._builder:
            self.found.append(self._builder.close())
            self._builder = None
        self._depth -= 1

    def keep_text(self, text: str) -> None:
        if self._builder and not self._in_file:
            self._builder.data(text)

    data = keep_text  # the parser's word for it

    def close(self) -> None:
        """The parser asks for it."""


def questions_in(raw: bytes | str) -> tuple[list[Element], Reason | None, str]:
    """The questions, why reading stopped, and on which line."""
    body = raw.encode() if isinstance(raw, str) else raw
    if len(body) > MOST_BYTES:
        return [], Reason.TOO_BIG, ""
    if not body.strip(b" \t\r\n\xef\xbb\xbf"):
        return [], Reason.EMPTY, ""
    target = Questions()
    parser = DefusedXMLParser(target=target, forbid_dtd=True, encoding="utf-8" if isinstance(raw, str) else None)
    try:
        parser.feed(body.lstrip(b" \t\r\n") if not body.startswith(b"\xef\xbb\xbf") else body)
        parser.close()
    except DefusedXmlException:
        return [], Reason.UNSAFE, ""
    except _TooMuch:
        return target.found, Reason.TOO_MANY, ""
    except (ParseError, ValueError, LookupError) as error:
        line = str(getattr(error, "position", ("",))[0])
        is_xml = bool(target.root)
        return target.found, Reason.BROKEN if is_xml else Reason.WRONG_FORMAT, line if is_xml else ""
    return (target.found, None, "") if target.root == "quiz" else ([], Reason.WRONG_FORMAT, "")


def raw_text(parent: Element | None, path: str = "text") -> str:
    return (parent.findtext(path) or "") if parent is not None else ""


def text_of(element: Element | None, lost: list[Reason]) -> str:
    """The plain text of an element with a ``text`` and a format."""
    if element is None:
        return ""
    return plain_of(raw_text(element), element.get("format", "html"), lost)


def plain_of(text: str, style: str, lost: list[Reason]) -> str:
    if style == "markdown":
        plain, more = from_markdown(text)
    elif style == "html" or (style == "moodle_auto_format" and looks_html(text)):
        plain, more = from_html(text)
    else:
        plain, more = tidy(text), []
    lost += more
    return plain


def is_set(question: Element, name: str) -> bool:
    return raw_text(question, name).strip().casefold() in {"true", "1", "yes"}
