"""What an answer puts between quotation marks, and what remains of it once the pages have been looked up."""

import re
from collections.abc import Callable, Collection

_QUOTED = re.compile(r"«\s*([^»]{12,600}?)\s*»|“([^”]{12,600}?)”|\"([^\"]{12,600}?)\"")
_OPENING, _CLOSING, _LONGEST = re.compile('[«“"]'), {"«": "»", "“": "”", '"': '"'}, 620
_NUMBERED = re.compile(r"\s*\[(\d{1,2})\]")


def quotes_of(answer: str) -> list[str]:
    """The words between quotation marks, French or English ones; a single word quotes nothing."""
    return [_words(match) for match in _QUOTED.finditer(answer)]


def without_faults(answer: str, held: Collection[str]) -> str:
    """Quotation marks around words that are in none of the ``held`` ones are taken away: they are the model's own.

    Numbers of passages in brackets mean nothing to a student, and go.
    """
    true = [_plain(words) for words in held]

    def checked(match: re.Match[str]) -> str:
        return match[0] if any(_plain(_words(match)) in one for one in true) else _words(match)

    return _NUMBERED.sub("", _QUOTED.sub(checked, answer)).strip()


class Held:
    """Words of an answer as they come, but nothing between quotation marks before it is known to be true.

    ``feed`` and ``rest`` give what may be shown. ``is_true`` is asked of each quotation, once; what is not true, or too
    short to quote anything, is shown without its marks.
    """

    def __init__(self, is_true: Callable[[str], bool]) -> None:
        self._is_true, self._kept = is_true, ""

    def feed(self, text: str) -> str:
        self._kept += text
        shown = ""
        while opening := _OPENING.search(self._kept):
            at = opening.start()
            shown, self._kept = shown + self._kept[:at], self._kept[at:]
            end = self._kept.find(_CLOSING[self._kept[0]], 1)
            if end < 0 and len(self._kept) <= _LONGEST:
                return shown
            shown += self._quotation(end + 1 if end > 0 else len(self._kept))
        shown, self._kept = shown + self._kept, ""
        return shown

    def rest(self) -> str:
        """The stream has ended: a quotation that was never closed is none."""
        left, self._kept = self._kept[1:], ""
        return left

    def _quotation(self, size: int) -> str:
        said, self._kept = self._kept[:size], self._kept[size:]
        words = said[1:-1].strip() if said[-1] == _CLOSING[said[0]] else said[1:]
        return said if quotes_of(said) and self._is_true(words) else words


def _words(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()
