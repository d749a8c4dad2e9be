"""An answer as it was sent, as the list of texts that a statement says."""

from typing import Any

from lyceum.domains.learning.rules.item import Content, Kind


def given_texts(content: Content, given: Any) -> list[str]:
    """``given``: what ``judge`` takes. Of pairs: the right half for each left one of the question, in its order."""
    if content.kind is Kind.MATCHING and isinstance(given, list):
        pairs = {str(pair[0]): str(pair[1]) for pair in given if isinstance(pair, list) and len(pair) == 2}
        return [pairs.get(left, "") for left, _right in content.pairs]
    if isinstance(given, list):
        return [str(one) for one in given]
    return [] if given is None else [str(given)]
