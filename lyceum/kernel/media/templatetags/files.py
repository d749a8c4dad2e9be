from uuid import UUID

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def file_url(file_id: UUID | None, variant: str = "medium") -> str:
    """``{% file_url person.portrait_id "small" as image %}``: empty where there is no file."""
    return reverse("media:file", args=[file_id, variant]) if file_id else ""
