"""Anki's notes, fields, templates and clozes, as items and back; the file around them is the adapter's affair."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lyceum.domains.learning.rules.formats.plain import from_html, to_html
from lyceum.domains.learning.rules.formats.report import ImportedItem, Reason
from lyceum.domains.learning.rules.item import GAP, Content, Kind

MOST_NESTED = 8
_FIELD = re.compile(r"\{\{(?![#^/])(?:([^{}]*):)?([^{}:]+)\}\}")
_SPECIAL = frozenset("FrontSide Tags Type Deck Subdeck Card CardFlag CardID".split())
_OPEN = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}")
_SOUND = re.compile(r"\[sound:[^\]]{1,500}\]|\[anki:tts[^\]]{0,200}\]")
_LATEX = (
    (re.compile(r"\[\$\$\](.{0,2000}?)\[/\$\$\]", re.S), r"$$\1$$"),
    (re.compile(r"\[\$\](.{0,2000}?)\[/\$\]", re.S), r"\\(\1\\)"),
    (re.compile(r"\\\[(.{0,2000}?)\\\]", re.S), r"$$\1$$"),
)
_DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.S)
_SOURCE = frozenset({"source", "page", "source page", "reference", "référence"})
_HINT = frozenset({"hint", "hints", "indice", "indices"})
_ALSO = "also accepted"


@dataclass(frozen=True, slots=True)
class Template:
    """A card's two sides: which fields each shows; ``is_typed`` where the answer is typed in."""

    front: tuple[str, ...]
    back: tuple[str, ...]
    is_typed: bool


@dataclass(frozen=True, slots=True)
class NoteType:
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


def template(front: str, back: str) -> Template:
    shown = tuple(dict.fromkeys(name for filters, name in _names(front) if "type" not in filters))
    behind = [name for _, name in _names(back)] + [name for filters, name in _names(front) if "type" in filters]
    typed = any("type" in filters for filters, _ in _names(front))
    return Template(shown, tuple(name for name in dict.fromkeys(behind) if name not in shown), typed)


def _names(side: str) -> Iterator[tuple[list[str], str]]:
    for filters, name in _FIELD.findall(side):
        if name.strip() not in _SPECIAL:
            yield [part.strip() for part in filters.split(":")], name.strip()


def content_of(note: NoteType, fields: Mapping[str, str], place: int) -> tuple[Content | None, str, list[Reason]]:
    """What the card at ``place`` asks, its source page, and what was lost. ``fields``: HTML, by name."""
    lost: list[Reason] = []
    plain = {name: _plain(value, lost) for name, value in fields.items()}
    source = " ".join(text for name, text in plain.items() if name.casefold() in _SOURCE and text)
    hints = tuple(hint for name, text in plain.items() if name.casefold() in _HINT for hint in text.split("\n") if hint)
    spoken = {name: text for name, text in plain.items() if name.casefold() not in _SOURCE | _HINT | {_ALSO}}
    if note.is_cloze:
        content = _cloze(note, spoken, place, hints)
    else:
        also = tuple(t for name, text in plain.items() if name.casefold() == _ALSO for t in text.split("\n") if t)
        content = _two_sided(note, spoken, place, also, hints)
    return content, " ".join(source.split()), list(dict.fromkeys(lost))


def _two_sided(
    note: NoteType, spoken: Mapping[str, str], place: int, also: tuple[str, ...], hints: tuple[str, ...]
) -> Content | None:
    if place >= len(note.templates):
        return None
    sides = note.templates[place]
    front = "\n".join(spoken[name] for name in sides.front if spoken.get(name))
    back = [spoken[name] for name in sides.back if spoken.get(name)]
    kind = Kind.SHORT if sides.is_typed else Kind.DEFINITION
    answers = (*back[:1], *also) if back else ()
    return Content(kind, front, answers=answers, explanation="\n".join(back[1:]), hints=hints)


def _cloze(note: NoteType, spoken: Mapping[str, str], place: int, hints: tuple[str, ...]) -> Content | None:
    """Card 0 asks c1: the other clozes are shown."""
    holding = [name for name in note.fields if "{{c" in spoken.get(name, "")]
    if not holding:
        return None
    prompt, gaps, own = gapped(spoken[holding[0]], place + 1)
    rest = "\n".join(text for name, text in spoken.items() if name != holding[0] and text)
    return Content(Kind.CLOZE, prompt, gaps=gaps, explanation=rest, hints=(*hints, *own))


def gapped(text: str, number: int) -> tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """``{{c1::Paris::ville}}`` of one number become gaps, the others their text; clozes may stand in clozes."""
    gaps: list[tuple[str, ...]] = []
    hints: list[str] = []
    stack: list[tuple[bool, list[str]]] = [(False, [])]
    position = 0
    for found in _OPEN.finditer(text):
        stack[-1][1].append(text[position : found.start()])
        position = found.end()
        if found[1]:
            is_asked = str(number) in found[1].split(",") and not any(asked for asked, _ in stack)
            stack.append((is_asked, []))
        elif len(stack) == 1:
            stack[-1][1].append("}}")
        else:
            is_asked, pieces = stack.pop()
            answer, _, hint = "".join(pieces).partition("::")
            stack[-1][1].append(GAP if is_asked else answer)
            if is_asked:
                gaps.append((answer.strip(),))
                hints += [hint.strip()] if hint.strip() else []
        if len(stack) > MOST_NESTED:
            return "", (), ()
    stack[-1][1].append(text[position:])
    return "".join("".join(pieces) for _, pieces in stack), tuple(gaps), tuple(hints)


def _plain(html: str, lost: list[Reason]) -> str:
    text, sounds = _SOUND.subn("", html)
    for pattern, formula in _LATEX:
        text = pattern.sub(formula, text)
    plain, more = from_html(text)
    lost += [*more, *([Reason.SOUND] if sounds else [])]
    return plain


def fields_of(item: ImportedItem) -> tuple[Kind, list[str], list[Reason]] | None:
    """The note type and its fields as HTML: five for two sides, four for a cloze. None when no card can ask it."""
    content, lost = item.content, []
    more = [_html(content.explanation), _html("\n".join(content.hints)), _html(item.source)]
    if any("\n" in hint for hint in content.hints):
        lost.append(Reason.HINTS)
    if content.kind is Kind.CLOZE:
        lost += [Reason.SPELLING] if any(_kept_apart(gap[0]) != gap[0] for gap in content.gaps) else []
        lost += [Reason.ALTERNATIVES] if any(len(accepted) > 1 for accepted in content.gaps) else []
        return Kind.CLOZE, [_clozed(content), *more], lost
    front, answers, reasons = _sides(content)
    if not answers:
        return None
    kind = Kind.DEFINITION if content.kind is Kind.DEFINITION else Kind.SHORT
    kind = Kind.DEFINITION if reasons else kind
    back, *also = answers
    return kind, [_html(front), _html(back), *more[:2], _html("\n".join(also)), more[2]], lost + reasons


def _html(text: str) -> str:
    """Anki knows displayed formulas by other marks."""
    return to_html(_DISPLAYED.sub(r"\\[\1\\]", text))


def _clozed(content: Content) -> str:
    """All gaps are asked by one card, since one item has one schedule."""
    pieces = content.prompt.split(GAP)
    answers = [f"{{{{c1::{_html(_kept_apart(gap[0]))}}}}}" for gap in content.gaps]
    return "".join(_html(piece) + answer for piece, answer in zip(pieces, [*answers, ""], strict=True))


def _kept_apart(text: str) -> str:
    """Anki would end the cloze, or begin its hint, in the middle: ``\\frac{1}{{2}}``."""
    return text.replace("}}", "} }").replace("::", ": :")


def _sides(content: Content) -> tuple[str, tuple[str, ...], list[Reason]]:
    """A card has two sides: what has no word for more is listed on them."""
    match content.kind:
        case Kind.NUMBER:
            answers = tuple(f"{answer} {content.unit}".strip() for answer in content.answers)
            return content.prompt, answers, [Reason.TOLERANCE] if content.tolerance else []
        case Kind.CHOICE | Kind.TRUTH:
            listed = "\n".join(f"- {choice.text}" for choice in content.choices)
            right = "\n".join(choice.text for choice in content.choices if choice.is_right)
            return f"{content.prompt}\n{listed}", (right,), [Reason.CHOICES]
        case Kind.ORDERING:
            listed = "\n".join(f"- {part}" for part in sorted(content.sequence))
            return f"{content.prompt}\n{listed}", ("\n".join(content.sequence),), [Reason.CHOICES]
        case Kind.MATCHING:
            lefts = "\n".join(f"- {left}" for left, _ in content.pairs)
            pairs = "\n".join(f"{left} → {right}" for left, right in content.pairs)
            return f"{content.prompt}\n{lefts}", (pairs,), [Reason.CHOICES]
        case _:
            return content.prompt, content.answers, []
