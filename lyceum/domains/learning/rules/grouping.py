"""Questions that ask for the same thing, told by the words that they share."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.domains.learning.rules.likeness import fold, words

_ASKING = frozenset(
    fold(
        "comment combien pourquoi quand quel quelle quels quelles est-ce quoi cela dans avec pour sont etre fait faire "
        "peut veut dire une des les aux par sur plus moins cette donne donner explique expliquer exemple exercice "
        "what when where which does this that with from have mean means explain give example exercise about there"
    ).split()
)
_LONG = 3  # letters, beyond which a word may say what a question is about


@dataclass(frozen=True, slots=True)
class Alike:
    """``word``: what they have in common; ``places``: of the questions, in the order given."""

    word: str
    places: tuple[int, ...]


def group_alike(questions: Sequence[str]) -> list[Alike]:
    """Each question once, beside the word that most others share with it; the biggest group first."""
    said = [_topics(question) for question in questions]
    shared = Counter(topic for topics in said for topic in topics)
    groups: dict[str, list[int]] = {}
    for place, topics in enumerate(said):
        best = max(topics, key=lambda topic: (shared[topic], len(topic), topic), default="")
        groups.setdefault(best, []).append(place)
    found = [
        Alike(_spelt(word, [questions[place] for place in places]), tuple(places)) for word, places in groups.items()
    ]
    return sorted(found, key=lambda alike: (-len(alike.places), alike.places))


def _topics(question: str) -> set[str]:
    return {_topic(word) for word in words(fold(question)) if len(word) > _LONG and word not in _ASKING}


def _topic(word: str) -> str:
    """Singular and plural are one topic."""
    return word.rstrip("sx")


def _spelt(topic: str, questions: Sequence[str]) -> str:
    """As the first question writes it, accents and all."""
    for word in (word for question in questions for word in words(question)):
        if _topic(fold(word)) == topic:
            return word.casefold()
    return topic
