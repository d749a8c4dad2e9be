"""Why a document could not be read, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.search.rules.reading import Reason

_SAID = {
    Reason.SCAN: _("This is a scan: pictures of pages, without text. Make its text recognised first, then add it."),
    Reason.ENCRYPTED: _("This file is protected by a password. Save it without, then add it again."),
    Reason.BROKEN: _("This file is damaged and cannot be read. Save it again from where it was made."),
    Reason.EMPTY: _("This file has no text."),
    Reason.BOMB: _("This file unpacks to far more than a document holds, so it was not opened."),
    Reason.TOO_LARGE: _("This file is larger than 100 MB. Split it, or save it with smaller pictures."),
    Reason.TOO_LONG: _("This document is longer than 3,000 pages. Split it into its chapters."),
    Reason.TOO_SLOW: _("Reading this file took too long. Split it, or save it again from where it was made."),
    Reason.UNKNOWN: _("Files of this kind cannot be read: use PDF, Word, PowerPoint, Markdown, HTML or text."),
    Reason.MISSING: _("The file is no longer there. Add it again."),
}


def said(reason: str) -> Message:
    """``""`` for no reason."""
    return _SAID[Reason(reason)] if reason else ""
