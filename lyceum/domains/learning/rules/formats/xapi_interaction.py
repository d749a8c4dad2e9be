"""What a question is and what was answered, in xAPI's words for interactions (taken from SCORM's)."""

from collections.abc import Iterable, Sequence
from typing import Any

from lyceum.domains.learning.rules.formats.weighing import decimal_of, dotted, is_true, written
from lyceum.domains.learning.rules.item import Content, Kind

Json = dict[str, Any]
_TYPES = {
    Kind.DEFINITION: "long-fill-in",
    Kind.CLOZE: "fill-in",
    Kind.SHORT: "fill-in",
    Kind.NUMBER: "numeric",
    Kind.CHOICE: "choice",
    Kind.TRUTH: "true-false",
    Kind.ORDERING: "sequencing",
    Kind.MATCHING: "matching",
}
_AND, _WITH, _TO = "[,]", "[.]", "[:]"


def interaction(content: Content, language: str) -> Json:
    """The part of an activity's definition that says how it is answered, and what is right."""
    said: Json = {"interactionType": _TYPES[content.kind], "correctResponsesPattern": _patterns(content)}
    match content.kind:
        case Kind.CHOICE:
            said["choices"] = _components([choice.text for choice in content.choices], language)
        case Kind.ORDERING:
            said["choices"] = _components(content.sequence, language)
        case Kind.MATCHING:
            said["source"] = _components([left for left, _ in content.pairs], language)
            said["target"] = _components([right for _, right in content.pairs], language)
    return said


def _components(texts: Iterable[str], language: str) -> list[Json]:
    return [{"id": str(place), "description": {language: text}} for place, text in enumerate(texts, 1)]


def _patterns(content: Content) -> list[str]:
    match content.kind:
        case Kind.CHOICE:
            return [_AND.join(str(place) for place, choice in enumerate(content.choices, 1) if choice.is_right)]
        case Kind.TRUTH:
            return ["true" if is_true(content) else "false"]
        case Kind.NUMBER:
            return [_range(answer, content.tolerance) for answer in content.answers if decimal_of(answer) is not None]
        case Kind.ORDERING:
            return [_AND.join(str(place) for place in range(1, len(content.sequence) + 1))]
        case Kind.MATCHING:
            return [_AND.join(f"{place}{_WITH}{place}" for place in range(1, len(content.pairs) + 1))]
        case Kind.CLOZE:
            return [_AND.join(_bare(accepted[0]) for accepted in content.gaps)]
        case _:
            return [_bare(answer) for answer in content.answers]


def _range(answer: str, tolerance: float) -> str:
    middle, margin = decimal_of(answer), decimal_of(written(tolerance))
    if middle is None or not margin:
        return dotted(answer)
    return f"{written(middle - margin)}{_TO}{written(middle + margin)}"


def response(content: Content, given: Sequence[str]) -> str:
    """``given``: the texts chosen, typed or put in order; for a matching, the right half for each left one."""
    match content.kind:
        case Kind.CHOICE:
            return _AND.join(_places([choice.text for choice in content.choices], given))
        case Kind.ORDERING:
            return _AND.join(_places(content.sequence, given))
        case Kind.TRUTH:
            chosen = [choice for choice in content.choices if choice.text in given]
            return str(is_true(content) == chosen[0].is_right).lower() if chosen else ""
        case Kind.MATCHING:
            rights = [right for _, right in content.pairs]
            said = ((str(place), _places(rights, [text])) for place, text in enumerate(given, 1))
            return _AND.join(f"{left}{_WITH}{right[0]}" for left, right in said if right)
        case Kind.NUMBER:
            return dotted(given[0]) if given else ""
        case _:
            return _AND.join(_bare(text) for text in given)


def _places(texts: Sequence[str], given: Iterable[str]) -> list[str]:
    return [str(texts.index(text) + 1) for text in given if text in texts]


def _bare(text: str) -> str:
    """Without what would be read as a mark."""
    for mark in (_AND, _WITH, _TO):
        text = text.replace(mark, mark[1])
    return text
