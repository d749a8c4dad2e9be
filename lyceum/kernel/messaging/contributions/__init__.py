from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    NotificationKind,
    Permission,
    SearchKind,
    TodayItem,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme
from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, LEADERS
from lyceum.kernel.foundation.rules.workflow import EMAIL, IN_APP, LIVE_FIRST, PUSH, Gather, Throttle
from lyceum.kernel.messaging.actions.forgetting import forget_writings
from lyceum.kernel.messaging.actions.telling import RECEIVED, tell_receivers
from lyceum.kernel.messaging.contributions.facts import FACTS
from lyceum.kernel.messaging.contributions.personal import BOARD, CONVERSATIONS
from lyceum.kernel.messaging.demo import demo
from lyceum.kernel.messaging.interface.conversation_subscribers import follow_group, follow_member
from lyceum.kernel.messaging.interface.subscribers import publish_what_waited, refresh_entry, tell_audience
from lyceum.kernel.messaging.queries.attachment import may_open_attachment
from lyceum.kernel.messaging.queries.conversation_today import conversation_card, conversations_today
from lyceum.kernel.messaging.queries.entries import notice_entries
from lyceum.kernel.messaging.queries.figures import MESSAGES, PUBLISHED, READ, published, read, sent
from lyceum.kernel.messaging.queries.moderation import waiting_count
from lyceum.kernel.messaging.queries.today import unread_count, unread_today
from lyceum.kernel.messaging.queries.unread import unread_messages
from lyceum.kernel.reporting.actions.counting import keep_figures

_GROUP_FACTS = ("member_placed_in_group", "member_taken_out_of_group", "group_changed", "group_deleted")
_MEMBER_FACTS = "member_joined roles_changed member_suspended member_restored membership_expired member_removed".split()


def _today(caller: Caller) -> Iterator[TodayItem]:
    yield from conversations_today(caller)
    yield from unread_today(caller)


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
        MenuEntry(
            _("Moderation"), "messaging:moderation", "shield-alert", "messaging.moderate", order=75, section="manage"
        ),
    ],
    badges={
        "messaging:conversations": unread_messages,
        "messaging:notices": unread_count,
        "messaging:moderation": waiting_count,
    },
    today=_today,
    notifications=[
        NotificationKind("messaging.notice_published", _("A notice is published"), icon="megaphone"),
        NotificationKind(
            RECEIVED,
            _("Somebody writes to you"),
            channels=frozenset({IN_APP, PUSH, EMAIL}),
            icon="messages-square",
            workflow=LIVE_FIRST,
            gather=Gather(minutes=10),
            throttle=Throttle(most=6, minutes=60),
        ),
    ],
    search=[SearchKind("notice", _("Notices"), "megaphone", notice_entries)],
    subscribers={
        "messaging.notice_published": [tell_audience, refresh_entry, keep_figures],
        "messaging.notice_seen": [keep_figures],
        "messaging.notice_edited": [refresh_entry],
        "messaging.notice_withdrawn": [refresh_entry],
        "messaging.message_posted": [tell_receivers, keep_figures],
        "messaging.message_released": [tell_receivers, keep_figures],
        "identity.organisation_restored": [publish_what_waited],
        "identity.organisation_reopened": [publish_what_waited],
    }
    | {f"identity.{fact}": [follow_group] for fact in _GROUP_FACTS}
    | {f"identity.{fact}": [follow_member] for fact in _MEMBER_FACTS},
    indicators=[
        Indicator(PUBLISHED, _("Notices published"), Theme.USAGE, may_be_public=True),
        Indicator(READ, _("Notices read"), Theme.USAGE),
        Indicator(MESSAGES, _("Messages sent"), Theme.USAGE, may_be_public=True),
    ],
    counts={
        "messaging.notice_published": published,
        "messaging.notice_seen": read,
        "messaging.message_posted": sent,
        "messaging.message_released": sent,
    },
    cards={"messaging:conversation": conversation_card},
    files={"attachment": may_open_attachment},
    facts=FACTS,
    erase=forget_writings,
    personal=BOARD + CONVERSATIONS,
)
