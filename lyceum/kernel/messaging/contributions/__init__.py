from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    NotificationKind,
    Permission,
    SearchKind,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme
from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, LEADERS
from lyceum.kernel.messaging.actions.forgetting import forget_writings
from lyceum.kernel.messaging.contributions.facts import FACTS
from lyceum.kernel.messaging.contributions.personal import BOARD, CONVERSATIONS
from lyceum.kernel.messaging.demo import demo
from lyceum.kernel.messaging.interface.subscribers import publish_what_waited, refresh_entry, tell_audience
from lyceum.kernel.messaging.queries.attachment import may_open_attachment
from lyceum.kernel.messaging.queries.entries import notice_entries
from lyceum.kernel.messaging.queries.figures import PUBLISHED, READ, published, read
from lyceum.kernel.messaging.queries.today import unread_count, unread_today
from lyceum.kernel.messaging.queries.unread import unread_messages
from lyceum.kernel.reporting.actions.counting import keep_figures

contributions = Contributions(
    demo=demo,
    permissions=[
        Permission("messaging.publish", _("Write and publish notices"), GOVERNORS | LEADERS),
        Permission("messaging.write", _("Take part in conversations"), EVERYONE),
        Permission("messaging.moderate", _("Look after everybody's notices, and judge messages"), GOVERNORS),
    ],
    menu=[
        MenuEntry(_("Messages"), "messaging:conversations", "messages-square", order=15, on_phone_bar=True),
        MenuEntry(_("Notices"), "messaging:notices", "megaphone", order=20, on_phone_bar=True),
    ],
    badges={"messaging:conversations": unread_messages, "messaging:notices": unread_count},
    today=unread_today,
    notifications=[NotificationKind("messaging.notice_published", _("A notice is published"), icon="megaphone")],
    search=[SearchKind("notice", _("Notices"), "megaphone", notice_entries)],
    subscribers={
        "messaging.notice_published": [tell_audience, refresh_entry, keep_figures],
        "messaging.notice_seen": [keep_figures],
        "messaging.notice_edited": [refresh_entry],
        "messaging.notice_withdrawn": [refresh_entry],
        "identity.organisation_restored": [publish_what_waited],
        "identity.organisation_reopened": [publish_what_waited],
    },
    indicators=[
        Indicator(PUBLISHED, _("Notices published"), Theme.USAGE, may_be_public=True),
        Indicator(READ, _("Notices read"), Theme.USAGE),
    ],
    counts={"messaging.notice_published": published, "messaging.notice_seen": read},
    files={"attachment": may_open_attachment},
    facts=FACTS,
    erase=forget_writings,
    personal=BOARD + CONVERSATIONS,
)
