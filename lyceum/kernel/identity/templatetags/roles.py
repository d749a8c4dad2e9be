from typing import Any

from django import template

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.queries.role import ROLE_NAMES

register = template.Library()


@register.filter
def role_name(code: str) -> Any:
    """``{{ "teacher"|role_name }}`` in the reader's language."""
    return ROLE_NAMES[Role(code)]


@register.filter
def role_names(codes: list[str]) -> str:
    """The highest first, as the roles are declared."""
    return ", ".join(str(ROLE_NAMES[role]) for role in Role if role in codes)
