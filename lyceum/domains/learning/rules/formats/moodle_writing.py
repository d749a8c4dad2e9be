"""Writes Moodle's XML, which Moodle imports, and which ``read_moodle`` reads back."""

from collections.abc import Iterable, Iterator
from html import escape

from lyceum.domains.learning.rules.formats.gift import category_path
from lyceum.domains.learning.rules.formats.losses import fraction, unsaid
from lyceum.domains.learning.rules.formats.moodle_cloze import spelled
from lyceum.domains.learning.rules.formats.plain import to_html
from lyceum.domains.learning.rules.formats.report import Exported, ImportedItem, Reason, said
from lyceum.domains.learning.rules.formats.weighing import (
    decimal_of,
    dotted,
    is_true,
    truth_feedback,
    without_wildcard,
    written,
)
from lyceum.domains.learning.rules.item import Choice, Content, Kind

Said = tuple[str | None, list[Reason]]
_TYPES = {
    Kind.DEFINITION: "essay",
    Kind.CLOZE: "cloze",
    Kind.SHORT: "shortanswer",
    Kind.NUMBER: "numerical",
    Kind.CHOICE: "multichoice",
    Kind.TRUTH: "truefalse",
    Kind.ORDERING: "ordering",
    Kind.MATCHING: "matching",
}
_SAID = (Reason.CATEGORY, Reason.TAGS, Reason.EXPLANATION, Reason.FEEDBACK, Reason.HINTS, Reason.UNITS)


def write_moodle(items: Iterable[ImportedItem]) -> Exported:
    spoken, dropped = said(items, _question)
    return Exported("".join(_document(spoken)).encode(), len(spoken), dropped)


def _document(spoken: list[tuple[ImportedItem, str]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    category: tuple[str, ...] = ()
    for item, text in spoken:
        if item.category != category:
            category = item.category
            yield f'<question type="category"><category>{_plain(category_path(category))}</category></question>\n'
        yield text
    yield "</quiz>\n"


def _question(item: ImportedItem) -> Said:
    content = item.content
    body, lost = _body(item)
    if body is None:
        return None, lost
    prompt = spelled(content.prompt, content.gaps) if content.kind is Kind.CLOZE else content.prompt
    parts = [
        f'<question type="{_TYPES[content.kind]}">',
        f"<name>{_plain(item.label)}</name>",
        f'<questiontext format="html">{_html(prompt)}</questiontext>',
        f'<generalfeedback format="html">{_html(content.explanation)}</generalfeedback>',
        "" if content.kind is Kind.CLOZE else "<defaultgrade>1</defaultgrade>",
        f"<idnumber>{escape(item.key)}</idnumber>",
        body,
        *(f'<hint format="html">{_html(hint)}</hint>' for hint in content.hints),
        f"<tags>{''.join(f'<tag>{_plain(tag)}</tag>' for tag in item.tags)}</tags>" if item.tags else "",
        "</question>\n",
    ]
    return "\n".join(part for part in parts if part), lost


def _body(item: ImportedItem) -> Said:
    content = item.content
    lost = unsaid(item, *_SAID, Reason.ALTERNATIVES, Reason.TOLERANCE)
    match content.kind:
        case Kind.TRUTH:
            if_true, if_false = truth_feedback(content)
            right = is_true(content)
            return _answer("true", right, if_true, "") + _answer("false", not right, if_false, ""), lost
        case Kind.CHOICE:
            return _choices(item, lost)
        case Kind.SHORT:
            return "".join(_answer(without_wildcard(text), True, "", "") for text in content.answers), lost
        case Kind.NUMBER:
            return _number(content, lost)
        case Kind.MATCHING:
            return "".join(_pair(left, right) for left, right in content.pairs), lost
        case Kind.ORDERING:
            return _ordering(content), lost
        case Kind.DEFINITION:
            expected = f'<graderinfo format="html">{_html(content.answers[0])}</graderinfo>'
            return expected, unsaid(item, *_SAID)
        case _:
            return "", lost


def _choices(item: ImportedItem, lost: list[Reason]) -> Said:
    part = fraction(item)
    if part is None:
        return None, [Reason.UNSAYABLE]
    single = part == "100"
    wrong = "0" if single else "-100"
    answers = "".join(_choice(choice, part if choice.is_right else wrong) for choice in item.content.choices)
    shuffle = "<shuffleanswers>true</shuffleanswers>"
    return f"<single>{str(single).lower()}</single>{shuffle}\n{answers}", lost


def _choice(choice: Choice, weight: str) -> str:
    feedback = f'<feedback format="html">{_html(choice.feedback)}</feedback>'
    return f'<answer fraction="{weight}" format="html">{_html(choice.text)}{feedback}</answer>\n'


def _answer(text: str, is_right: bool, feedback: str, more: str) -> str:
    """As Moodle keeps short answers, numbers and truths: without markup."""
    weight = "100" if is_right else "0"
    said = f'<feedback format="html">{_html(feedback)}</feedback>'
    return f'<answer fraction="{weight}" format="plain_text">{_plain(text)}{said}{more}</answer>\n'


def _number(content: Content, lost: list[Reason]) -> Said:
    right = [dotted(answer) for answer in content.answers if decimal_of(answer) is not None]
    if not right:
        return None, [Reason.UNSAYABLE]
    if len(right) < len(content.answers):
        lost = [*lost, Reason.ALTERNATIVES]
    tolerance = f"<tolerance>{written(content.tolerance)}</tolerance>"
    answers = "".join(_answer(text, True, "", tolerance) for text in right)
    name = f"<unit><multiplier>1</multiplier><unit_name>{escape(content.unit)}</unit_name></unit>"
    return answers + (f"<units>{name}</units>" if content.unit else ""), lost


def _pair(left: str, right: str) -> str:
    return f'<subquestion format="html">{_html(left)}<answer>{_plain(right)}</answer></subquestion>\n'


def _ordering(content: Content) -> str:
    settings = (
        "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>ABSOLUTE_POSITION</gradingtype>"
    )
    answers = (
        f'<answer fraction="{place}" format="html">{_html(text)}</answer>\n'
        for place, text in enumerate(content.sequence, 1)
    )
    return f"{settings}\n{''.join(answers)}"


def _html(text: str) -> str:
    return f"<text>{escape(to_html(text), quote=False)}</text>" if text else "<text></text>"


def _plain(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>"
