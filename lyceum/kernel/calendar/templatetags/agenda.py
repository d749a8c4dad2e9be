"""``{% load agenda %}``: moments that notifications carry as text, and names of days."""

from datetime import datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def moment(text: str) -> datetime:
    """``2026-11-25T17:00:00+00:00`` by the clock of whoever reads; then ``|date`` writes it."""
    return timezone.localtime(datetime.fromisoformat(text))
