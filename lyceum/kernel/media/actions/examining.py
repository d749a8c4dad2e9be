"""From an upload to what may be kept of it, or a refusal that says what to do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.media.ports import pictures
from lyceum.kernel.media.rules.contents import (
    EXTENSIONS,
    PICTURES,
    WEBP,
    Hostile,
    content_type_of,
    extension_of,
    fits,
)
from lyceum.kernel.media.rules.names import tidy_name
from lyceum.kernel.media.rules.purposes import Purpose
from lyceum.kernel.media.rules.threats import refuse_threats

_CARRIES = {"active document", "macros", "second face", "script in the size", "something behind the image"}


@dataclass(frozen=True, slots=True)
class Examined:
    """A file found harmless: the bytes to keep by variant, and their sizes."""

    name: str
    content_type: str
    size: int
    sha256: str
    variants: Mapping[str, bytes | BinaryIO]
    sizes: Mapping[str, int]
    width: int
    height: int


def examined(upload: Any, purpose: Purpose) -> Examined:
    """Raises Invalid on the field ``file``."""
    body = upload.read(purpose.largest + 1)
    if not body:
        raise _refusal(_("The file is empty."))
    if len(body) > purpose.largest:
        raise _refusal(_("The file is larger than %(size)s.") % {"size": filesizeformat(purpose.largest)})
    try:
        return _found(upload.name or "", body, purpose)
    except Hostile as fault:
        raise _refusal(_message(str(fault), purpose)) from fault


def _found(name: str, body: bytes, purpose: Purpose) -> Examined:
    content_type = content_type_of(body)
    if content_type not in purpose.kinds:
        raise Hostile("unknown kind")
    if not fits(extension_of(name), content_type):
        raise Hostile("name")
    refuse_threats(body, content_type)
    digest = hashlib.sha256(body).hexdigest()
    if content_type not in PICTURES:
        tidy = tidy_name(name, extension_of(name) or EXTENSIONS[content_type][0])
        return Examined(tidy, content_type, len(body), digest, {"original": body}, {"original": len(body)}, 0, 0)
    drawn = pictures().drawn_anew(body, content_type, purpose.widths, square=purpose.square)
    largest = max(drawn.values(), key=lambda picture: picture.width)
    return Examined(
        tidy_name(name, "webp"),
        WEBP,
        len(largest.body),
        hashlib.sha256(largest.body).hexdigest(),
        {variant: picture.body for variant, picture in drawn.items()},
        {variant: len(picture.body) for variant, picture in drawn.items()},
        largest.width,
        largest.height,
    )


def _refusal(message: Any) -> Invalid:
    return Invalid(message, fields={"file": [message]}, code="file_refused")


def _message(reason: str, purpose: Purpose) -> Any:
    if reason == "name":
        return _("The file's name does not fit its contents, or holds characters that are not allowed. Rename it.")
    if reason == "bomb":
        return _("The file would be too large once opened.")
    if reason in _CARRIES:
        return _("The file carries a program or hidden contents. Save it again without them.")
    kinds = sorted({ending.upper() for kind in purpose.kinds for ending in EXTENSIONS[kind][:1]})
    return _("This kind of file is not accepted, or it is damaged. Accepted: %(kinds)s.") % {"kinds": ", ".join(kinds)}
