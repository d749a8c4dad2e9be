"""How a message is drawn by the server; ``static/messaging/drawing.js`` draws the same."""

import re
from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.messaging.interface.conversation_forms import REASONS
from lyceum.kernel.messaging.models import Reason
from lyceum.kernel.messaging.queries.message_shown import MessageView

register = template.Library()
_ADDRESS = re.compile(r"(https?://[^\s<>\"'«»]+[^\s<>\"'«».,;:!?)\]}])")
LOOKS = {
    "like": ("thumbs-up", _("I like it")),
    "love": ("heart", _("I love it")),
    "laugh": ("laugh", _("It makes me laugh")),
    "wow": ("sparkles", _("Impressive")),
    "thanks": ("hand-heart", _("Thank you")),
    "done": ("circle-check", _("Done")),
}


@register.filter
def linked(text: str) -> SafeString:
    """The text with its addresses as links; everything else stands as it was written."""
    pieces = _ADDRESS.split(text)
    return format_html_join("", "{}", ((_drawn(piece, at % 2 == 1),) for at, piece in enumerate(pieces)))


def _drawn(piece: str, is_address: bool) -> SafeString | str:
    if not is_address:
        return piece
    return format_html('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>', piece, piece)


@register.filter
def mark_icon(mark: str) -> str:
    return LOOKS[mark][0]


@register.filter
def mark_name(mark: str) -> object:
    return LOOKS[mark][1]


@register.filter
def day_name(day: date) -> str:
    today = timezone.localdate()
    if day == today:
        return gettext("Today")
    if day == today - timedelta(days=1):
        return gettext("Yesterday")
    return date_format(day, "l j F")


@register.filter
def short_moment(moment: datetime) -> str:
    """The time of today, the name of a day of this week, else the date."""
    day, today = timezone.localtime(moment).date(), timezone.localdate()
    if day == today:
        return date_format(timezone.localtime(moment), "H:i")
    return date_format(day, "D" if today - day < timedelta(days=7) else "SHORT_DATE_FORMAT")


@register.filter
def told(message: MessageView) -> str:
    """What nobody has written: who came, who went."""
    name = message.author.name if message.author else gettext("A former member")
    said = gettext("%(name)s has left.") if message.system == "left" else gettext("%(name)s has joined.")
    return said % {"name": name}


@register.filter
def reason_name(reason: str) -> object:
    return REASONS[Reason(reason)]
