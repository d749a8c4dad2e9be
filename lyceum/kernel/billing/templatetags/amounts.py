from django import template
from django.utils.translation import get_language

from lyceum.kernel.foundation.rules.money import shown

register = template.Library()


@register.filter
def money(amount: int, currency: str) -> str:
    """``{{ invoice.gross|money:invoice.currency }}``, in the reader's language."""
    return shown(amount, currency, get_language() or "en")


@register.filter
def percentage(rate: int) -> str:
    """Of basis points."""
    number = f"{rate / 100:g}"
    return f"{number.replace('.', ',')}\u202f%" if (get_language() or "").startswith("fr") else f"{number}%"
