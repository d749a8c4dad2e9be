"""Small looks that a template cannot work out: initials, a steady colour for a name."""

import zlib

from django import template

register = template.Library()


@register.filter
def hue_class(name: object) -> str:
    """The same name always has the same colour."""
    return f"hue-{zlib.crc32(str(name).encode()) % 8}"


@register.filter
def initials(name: object) -> str:
    words = str(name).split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper() or "?"


@register.filter
def counted(number: object) -> range:
    return range(int(str(number)))


@register.filter
def called(name: object) -> str:
    """What one says in a greeting: the first word of a name."""
    return str(name).split("@")[0].split(" ")[0]
