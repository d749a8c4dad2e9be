"""Who buys, and how much: made up, and the same at every making of the demo."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lyceum.domains.events.models import Question, QuestionKind
from lyceum.domains.events.rules.offer import Offer, Sold
from lyceum.domains.events.rules.pricing import Want
from lyceum.kernel.foundation.rules.normal import normal

_HERE = Path(__file__).parent
_TOGETHER = (1, 1, 2, 2, 2, 2, 3, 4)
MEAN_TOGETHER = sum(_TOGETHER) / len(_TOGETHER)
_ADDED = 0.35  # how many take the welcome drink along
_DOMAIN = "buyers.lyceum.example"  # nobody's: RFC 2606


@dataclass(frozen=True, slots=True)
class Buyer:
    name: str
    email: str


def some_buyer(chance: Random, language: str) -> Buyer:
    names = _names()[language if language in _names() else "en"]
    name = f"{chance.choice(names['first'])} {chance.choice(names['last'])}"
    address = normal(name).replace(" ", ".").replace("’", "").replace("'", "")
    return Buyer(name, f"{address}@{_DOMAIN}")


def some_wants(chance: Random, offer: Offer, *, hidden: bool = False) -> tuple[Want, ...]:
    """Tickets of one type, the first one written mostly; now and then something along with them. ``hidden``: of a type
    that a code unlocks."""
    tickets = [sold for sold in offer.types.values() if not sold.is_addon and sold.is_hidden == hidden]
    sold = chance.choices(tickets, [1 / (place + 1) ** 1.3 for place in range(len(tickets))])[0]
    many = 1 if sold.bundle > 1 else chance.choice(_TOGETHER)
    wants = [Want(sold.id, many, _price(chance, sold))]
    addons = [one for one in offer.types.values() if one.is_addon and one.addon_to in (None, sold.id)]
    return tuple(wants + [Want(one.id, many) for one in addons if chance.random() < _ADDED])


def some_answers(chance: Random, questions: Iterable[Question]) -> dict[str, Any]:
    """By id of the question; what nobody must answer is mostly left out."""
    given = {str(one.id): _answer(chance, one) for one in questions}
    return {key: answer for key, answer in given.items() if answer not in ("", False)}


def _answer(chance: Random, question: Question) -> Any:
    if question.kind == QuestionKind.CHOICE:
        return chance.choice(question.choices)
    if question.kind == QuestionKind.YES_NO:
        return question.is_required or chance.random() < 0.2
    return "–" if question.is_required else ""


def _price(chance: Random, sold: Sold) -> int | None:
    return sold.floor + 100 * chance.choice((0, 1, 3, 6, 11)) if sold.is_free_price else None


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_HERE / "buyers.toml").read_text())
