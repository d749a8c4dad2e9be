"""The words of a question, as they are looked for."""

import re

from lyceum.kernel.foundation.rules.normal import normal

MOST_WORDS = 40
_WORD = re.compile(r"\w+")


def question_words(question: str) -> list[str]:
    """Normalised, in order, each once."""
    return list(dict.fromkeys(_WORD.findall(normal(question[:2000]))))[:MOST_WORDS]
