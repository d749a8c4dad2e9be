"""The words of a question, as they are looked for."""

import re
from collections.abc import Collection, Mapping

from lyceum.kernel.foundation.rules.normal import normal

MOST_WORDS = 40
# They ask, and say nothing of what about. PostgreSQL's English list has its own; its French one has not.
_ASKING = frozenset(
    "quel quelle quels quelles lequel laquelle lesquels lesquelles quoi comment pourquoi combien quand".split()
)
_WORD = re.compile(r"\w+")


def question_words(question: str) -> list[str]:
    """Normalised, in order, each once, without those that only ask."""
    words = dict.fromkeys(_WORD.findall(normal(question[:2000])))
    return [word for word in words if word not in _ASKING][:MOST_WORDS]


def saying(count: int, stopped: Mapping[str, Collection[int]]) -> list[int]:
    """Which of so many words say something. ``stopped``: language → the words that say nothing in it.

    A question is in the language that stops most of its words: "or" is gold in French, and nothing in English.
    """
    most = max(map(len, stopped.values()), default=0)
    silent = {n for words in stopped.values() if len(words) == most for n in words}
    return [n for n in range(count) if n not in silent]
