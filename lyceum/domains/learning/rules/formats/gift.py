"""Reads GIFT, Moodle's text format for questions: as its manual says, and as people write it.

Source: docs.moodle.org, "GIFT format". Blocks are parted by empty lines; ``//`` begins a comment at a line's start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lyceum.domains.learning.rules.formats.gift_answers import Braced, content_of
from lyceum.domains.learning.rules.formats.gift_escapes import hidden, is_closing_first, shown_text
from lyceum.domains.learning.rules.formats.plain import decoded, lines_of, tidy
from lyceum.domains.learning.rules.formats.report import Imported, ImportedItem, Reason, Report, refused
from lyceum.domains.learning.rules.formats.weighing import DEFAULT_WORDS, Words

MOST_LINES_OF_A_QUESTION = 2_000
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)", re.I)
_MARK = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_TITLE = re.compile(r"\s*::(.*?)::", re.S)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.I)


@dataclass(slots=True)
class Block:
    """A question's lines, with the comments that stand before it."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    key: str = ""
    tags: list[str] = field(default_factory=list)
    category: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_gift(raw: bytes | str, words: Words = DEFAULT_WORDS) -> Imported:
    text = decoded(raw)
    if isinstance(text, Reason):
        return refused(text)
    report = Report()
    for block in _joined(_blocks(text)):
        if report.is_full:
            report.drop(str(block.line), "", Reason.TOO_MANY)
            break
        _read(block, words, report)
    return report.imported()


def _blocks(text: str) -> Iterator[Block]:
    block, category = Block(), tuple[str, ...]()
    for number, line in lines_of(text):
        stripped = line.strip()
        if stripped.startswith("//"):
            _note(block, stripped)
        elif found := _CATEGORY.match(stripped):
            if block.lines:
                yield replace(block, category=category)
                block = Block()
            category = category_of(found[1])
        elif stripped:
            block.line = block.line or number
            block.lines.append(line)
        elif block.lines:
            yield replace(block, category=category)
            block = Block()
    if block.lines:
        yield replace(block, category=category)


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """People leave empty lines between answers, which Moodle refuses: a block that only closes belongs before."""
    before: Block | None = None
    for block in blocks:
        escaped = hidden(block.text)
        if before and _is_open(hidden(before.text)) and is_closing_first(escaped):
            before.lines += block.lines
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _is_open(escaped: str) -> bool:
    return escaped.count("{") > escaped.count("}")


def _note(block: Block, comment: str) -> None:
    for name, value in _MARK.findall(comment):
        unescaped = re.sub(r"\\(.)", r"\1", value).strip()
        if name == "id":
            block.key = unescaped
        elif unescaped:
            block.tags.append(unescaped)


def category_of(path: str) -> tuple[str, ...]:
    """``$course$/top/Physique/Optique``; two slashes are one that is meant."""
    names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
    return tuple(n for n in names if n and n != "top" and not re.fullmatch(r"\$\w+\$", n))[:20]


def category_path(category: tuple[str, ...]) -> str:
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in category)])


def _read(block: Block, words: Words, report: Report) -> None:
    where, escaped = str(block.line), hidden(block.text)
    title = _TITLE.match(escaped)
    label = tidy(shown_text(title[1])) if title else ""
    body = escaped[title.end() :] if title else escaped
    style = _FORMAT.match(body)
    body = body[style.end() :] if style else body
    parts = _parted(body)
    if isinstance(parts, Reason) or len(block.lines) > MOST_LINES_OF_A_QUESTION:
        report.drop(where, label or shown_text(body), parts if isinstance(parts, Reason) else Reason.TOO_LONG)
        return
    braced = replace(parts, style=style[1].lower() if style else "moodle", words=words)
    content, lost = content_of(braced)
    if content is None:
        report.drop_all(where, label or shown_text(braced.before), lost)
        return
    tags = tuple(dict.fromkeys(block.tags))
    report.keep(ImportedItem(content, block.category, tags, label, block.key), where, lost)


def _parted(body: str) -> Braced | Reason:
    """Before, between and after the braces."""
    opened, closed = body.count("{"), body.count("}")
    if not opened and not closed:
        return Reason.NOT_A_QUESTION
    start, end = body.find("{"), body.find("}")
    if opened != 1 or closed != 1 or end < start:
        return Reason.UNREADABLE
    return Braced(body[:start], body[start + 1 : end], body[end + 1 :])
