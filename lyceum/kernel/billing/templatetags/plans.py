from django import template

from lyceum.kernel.billing.queries.words import PLAN_WORDS

register = template.Library()


@register.filter
def plan_name(code: str) -> str:
    """In the reader's language."""
    return str(PLAN_WORDS[code].name)
