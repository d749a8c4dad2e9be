from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.queries.conversation import conversation_shown
from lyceum.kernel.messaging.queries.moderation import waiting_count
from lyceum.kernel.messaging.queries.unread import unread_messages

ICON = "messages-square"


def conversations_today(caller: Caller) -> Iterator[TodayItem]:
    """What was written to the caller, and what waits for their judgement; names and words stay in their place."""
    if unread := unread_messages(caller):
        title = ngettext("%(n)s message to read", "%(n)s messages to read", unread) % {"n": unread}
        yield TodayItem(title, reverse("messaging:conversations"), ICON, detail=_("Messages"), urgency=1)
    if waiting := waiting_count(caller):
        title = ngettext("%(n)s message to judge", "%(n)s messages to judge", waiting) % {"n": waiting}
        yield TodayItem(title, reverse("messaging:moderation"), "shield-alert", detail=_("Moderation"), urgency=1)


def conversation_card(caller: Caller, conversation_id: UUID) -> Card | None:
    try:
        shown = conversation_shown(caller, conversation_id)
    except NotFound:
        return None
    address = reverse("messaging:conversation", args=[conversation_id])
    return Card(shown.title, address, ICON, gettext_lazy("Conversation"), shown.subject)
