"""What an answer puts between quotation marks, and what remains of it once the pages have been looked up."""

import re
from collections.abc import Collection

_QUOTED = re.compile(r"«\s*([^»]{12,600}?)\s*»|“([^”]{12,600}?)”|\"([^\"]{12,600}?)\"")
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


def _words(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()
