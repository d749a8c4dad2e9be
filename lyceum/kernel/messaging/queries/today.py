from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem
from lyceum.kernel.messaging.queries.board import unread_for

MOST = 3


def unread_today(caller: Caller) -> Iterator[TodayItem]:
    """Notices not opened yet; what is pinned is for today."""
    for notice in unread_for(caller)[:MOST]:
        yield TodayItem(
            title=notice.title,
            url=reverse("messaging:notice", args=[notice.id]),
            icon="pin" if notice.pinned else "megaphone",
            detail=_("Notice from %(author)s") % {"author": notice.author} if notice.author else _("Notice"),
            urgency=1 if notice.pinned else 0,
        )


def unread_count(caller: Caller) -> int:
    return unread_for(caller).count()
