"""How a question is drawn: a cloze with its answers in their places."""

from dataclasses import dataclass
from itertools import zip_longest

from django import template

from lyceum.domains.learning.rules.item import GAP, Content

register = template.Library()


@dataclass(frozen=True, slots=True)
class Part:
    text: str = ""
    accepted: tuple[str, ...] = ()


@register.filter
def filled(asks: Content) -> list[Part]:
    parts = []
    for text, accepted in zip_longest(asks.prompt.split(GAP), asks.gaps):
        parts.append(Part(text=text or ""))
        if accepted:
            parts.append(Part(accepted=accepted))
    return parts
