import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.identity.models import Membership

register = template.Library()


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping[str(key)]


@register.filter
def may(caller: Anyone, permission: str) -> bool:
    """``{% if caller|may:"identity.invite_members" %}``"""
    return isinstance(caller, Caller) and caller.may(permission)


@register.filter
def may_lead(member: Membership) -> bool:
    return bool(set(member.roles) & (LEADERS | GOVERNORS))


@register.filter
def veiled(email: str) -> str:
    """Enough for its owner to know it: ``z…@example.org``."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


@register.filter
def json_ld(content: Mapping[str, Any]) -> SafeString:
    """A data block, which no browser runs. What could end it early is escaped, as ``json_script`` does."""
    escapes = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
    text = json.dumps(content, ensure_ascii=False).translate(escapes)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (escaped above)


@register.filter
def hue_name(hue: Any) -> str:
    """What a screen reader says of a colour."""
    names = [
        (15, _("Rose")),
        (40, _("Brick")),
        (75, _("Amber")),
        (120, _("Lime")),
        (160, _("Green")),
        (190, _("Teal")),
        (215, _("Cyan")),
        (240, _("Azure")),
        (270, _("Blue")),
        (300, _("Violet")),
        (335, _("Magenta")),
    ]
    return next((name for end, name in names if int(hue) < end), _("Rose"))
