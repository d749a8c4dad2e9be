"""When two questions are one: what they ask and what is right, however a format has written it down."""

from lyceum.domains.learning.rules.item import Content

Sameness = tuple[str, frozenset[str]]


def sameness(content: Content) -> Sameness:
    """Neither kind, hints, explanation, wrong choices nor the order of choices make it another question."""
    right = [choice.text for choice in content.choices if choice.is_right]
    right += content.answers[:1]
    right += [f"{place} {accepted[0]}" for place, accepted in enumerate(content.gaps) if accepted]
    right += [f"{place} {text}" for place, text in enumerate(content.sequence)]
    right += [f"{left} → {other}" for left, other in content.pairs]
    return _folded(content.prompt), frozenset(map(_folded, right))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
