"""What an answer made of parts is worth: chosen, put in order, matched."""

from bisect import bisect_left
from collections.abc import Sequence

from lyceum.domains.learning.rules.item import Choice
from lyceum.domains.learning.rules.likeness import Reason

Worth = tuple[float, bool, Reason, tuple[tuple[str, str], ...]]


def chosen(choices: Sequence[Choice], given: Sequence[str]) -> Worth:
    """Each right one counts for its share, each wrong one takes as much away: to tick all gains nothing."""
    picked = {_tidy(text) for text in given if _tidy(text)}
    right = [_tidy(choice.text) for choice in choices if choice.is_right]
    found, wrong = picked.intersection(right), picked.difference(right)
    fraction = round(max(0, len(found) - len(wrong)) / len(right), 4) if right else 0.0
    missing = [text for text in right if text not in picked]
    differed = [(_tidy(text), "") for text in dict.fromkeys(given) if _tidy(text) in wrong]
    return _worth(fraction, not wrong and not missing, bool(picked), [*differed, *(("", text) for text in missing)])


def ordered(sequence: Sequence[str], given: Sequence[str]) -> Worth:
    """By the longest run of parts that stand in the right order, whatever stands between them."""
    right, places = [_tidy(text) for text in sequence], []
    free = list(enumerate(right))
    for text in given:
        place = next((one for one in free if one[1] == _tidy(text)), None)
        if place:
            free.remove(place)
            places.append(place[0])
    run: list[int] = []
    for at in places:
        spot = bisect_left(run, at)
        run[spot : spot + 1] = [at]
    fraction = round(max(0, len(run) - 1) / (len(right) - 1), 4) if len(right) > 1 else float(len(run) == len(right))
    shown = [_tidy(text) for text in given]
    pairs = zip([*shown, *[""] * len(right)], right, strict=False)
    return _worth(fraction, shown == right, bool(shown), [(one, other) for one, other in pairs if one != other])


def matched(pairs: Sequence[tuple[str, str]], given: Sequence[tuple[str, str]]) -> Worth:
    said = {_tidy(left): _tidy(right) for left, right in given}
    differed = [(said.get(_tidy(left), ""), _tidy(right)) for left, right in pairs if _off(said, left, right)]
    fraction = round(1 - len(differed) / len(pairs), 4) if pairs else 0.0
    return _worth(fraction, bool(pairs) and not differed, any(said.values()), differed)


def _off(said: dict[str, str], left: str, right: str) -> bool:
    return said.get(_tidy(left)) != _tidy(right)


def _worth(fraction: float, is_right: bool, has_said: bool, differed: list[tuple[str, str]]) -> Worth:
    if not has_said:
        return 0.0, False, Reason.EMPTY, tuple(differed)
    if is_right:
        return 1.0, True, Reason.EXACT, ()
    return fraction, False, Reason.PARTIAL if fraction else Reason.DIFFERENT, tuple(differed)


def _tidy(text: str) -> str:
    return " ".join(text.split())
