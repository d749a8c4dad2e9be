"""Writes GIFT that Moodle reads, and that ``read_gift`` reads back."""

import re
from collections.abc import Iterable

from lyceum.domains.learning.rules.formats.gift import category_path
from lyceum.domains.learning.rules.formats.gift_escapes import escaped
from lyceum.domains.learning.rules.formats.losses import fraction, unsaid
from lyceum.domains.learning.rules.formats.plain import looks_html, tidy
from lyceum.domains.learning.rules.formats.report import Exported, ImportedItem, Reason, said, texts
from lyceum.domains.learning.rules.formats.weighing import (
    decimal_of,
    dotted,
    is_true,
    truth_feedback,
    without_wildcard,
    written,
)
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind

Said = tuple[str | None, list[Reason]]
_SAID = (Reason.CATEGORY, Reason.TAGS, Reason.EXPLANATION, Reason.FEEDBACK)
_MISREAD = re.compile(r"//|\$CATEGORY:|\[(html|moodle|plain|markdown)\]", re.I)


def write_gift(items: Iterable[ImportedItem]) -> Exported:
    spoken, dropped = said(items, _question)
    lines: list[str] = []
    category: tuple[str, ...] = ()
    for item, text in spoken:
        if item.category != category:
            lines.append(f"$CATEGORY: {category_path(item.category)}\n\n")
            category = item.category
        lines.append(f"{_comment(item)}{text}\n\n")
    return Exported("".join(lines).encode(), len(spoken), dropped)


def _comment(item: ImportedItem) -> str:
    marks = [("id", item.key)] if item.key else []
    marks += [("tag", tag) for tag in item.tags]
    return f"// {' '.join(f'[{name}:{_mark(value)}]' for name, value in marks)}\n" if marks else ""


def _mark(value: str) -> str:
    return re.sub(r"([\\\]])", r"\\\1", " ".join(value.split()))


def _question(item: ImportedItem) -> Said:
    content = item.content
    inside, lost = _inside(item)
    if inside is None:
        return None, lost
    label = f"::{escaped(tidy(item.label))}::" if item.label else ""
    before, after = _around(content)
    spoken = content.answers[0] if content.kind is Kind.DEFINITION else content.explanation
    general = f"####{_text(spoken)}" if spoken else ""
    is_plain = any(looks_html(text) for text in texts(content)) or _MISREAD.match(before)
    style = "[plain]" if is_plain else ""
    return f"{label}{style}{escaped(before)}{{{inside}{general}}}{escaped(after)}", lost


def _around(content: Content) -> tuple[str, str]:
    """The missing word's place; a blank at the end is written as one."""
    before, _, after = content.prompt.partition(GAP)
    if content.kind is Kind.CLOZE and after.strip():
        return before, after
    return content.prompt, ""


def _inside(item: ImportedItem) -> Said:
    content = item.content
    lost = unsaid(item, *_SAID, Reason.ALTERNATIVES, Reason.TOLERANCE)
    match content.kind:
        case Kind.TRUTH:
            if_true, if_false = truth_feedback(content)
            wrong, right = (if_false, if_true) if is_true(content) else (if_true, if_false)
            feedback = f"#{_text(wrong)}#{_text(right)}" if wrong or right else ""
            return ("T" if is_true(content) else "F") + feedback, lost
        case Kind.CHOICE:
            return _choices(item, lost)
        case Kind.SHORT:
            return _short(content.answers, lost)
        case Kind.CLOZE:
            return _short(content.gaps[0], lost) if len(content.gaps) == 1 else (None, [Reason.UNSAYABLE])
        case Kind.NUMBER:
            return _number(content, lost)
        case Kind.MATCHING:
            return _matching(content, lost)
        case Kind.DEFINITION:
            return "", unsaid(item, Reason.CATEGORY, Reason.TAGS)
        case _:
            return None, [Reason.UNSAYABLE]


def _choices(item: ImportedItem, lost: list[Reason]) -> Said:
    part = fraction(item)
    if part is None:
        return None, [Reason.UNSAYABLE]
    return "".join(f"\n\t{_choice(choice, part)}" for choice in item.content.choices) + "\n", lost


def _choice(choice: Choice, part: str) -> str:
    if part == "100":
        sign = "=" if choice.is_right else "~"
        sign += f"%{'100' if choice.is_right else '0'}%" if choice.text.startswith("%") else ""
    else:
        sign = f"~%{part}%" if choice.is_right else "~%-100%"
    feedback = f"#{_text(choice.feedback)}" if choice.feedback else ""
    return f"{sign}{_text(choice.text)}{feedback}"


def _short(answers: tuple[str, ...], lost: list[Reason]) -> Said:
    if all("->" in answer for answer in answers):
        return None, [Reason.UNSAYABLE]
    return "".join(f"={_full(answer)}{_text(without_wildcard(answer))} " for answer in answers), lost


def _full(answer: str) -> str:
    return "%100%" if answer.startswith("%") else ""


def _number(content: Content, lost: list[Reason]) -> Said:
    right = [dotted(answer) for answer in content.answers if decimal_of(answer) is not None]
    if not right:
        return None, [Reason.UNSAYABLE]
    if len(right) < len(content.answers):
        lost = [*lost, Reason.ALTERNATIVES]
    tolerance = f":{written(content.tolerance)}" if content.tolerance else ""
    if len(right) == 1:
        return f"#{right[0]}{tolerance}", lost
    return "#" + " ".join(f"={answer}{tolerance}" for answer in right), lost


def _matching(content: Content, lost: list[Reason]) -> Said:
    if any("->" in left or "->" in right for left, right in content.pairs):
        return None, [Reason.UNSAYABLE]
    return "".join(f"\n\t={_full(left)}{_text(left)} -> {escaped(right)}" for left, right in content.pairs) + "\n", lost


def _text(text: str) -> str:
    """With a mark of its own where it begins like one."""
    return ("[plain]" if _MISREAD.match(text) else "") + escaped(text)
