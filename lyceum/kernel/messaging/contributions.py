from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    NotificationKind,
    Permission,
    PersonalRecords,
    PrivacyClass,
    SearchKind,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.messaging.actions.forgetting import forget_drafts
from lyceum.kernel.messaging.demo import demo
from lyceum.kernel.messaging.interface.subscribers import publish_what_waited, refresh_entry, tell_audience
from lyceum.kernel.messaging.queries.entries import notice_entries
from lyceum.kernel.messaging.queries.figures import PUBLISHED, READ, published, read
from lyceum.kernel.messaging.queries.today import unread_count, unread_today
from lyceum.kernel.reporting.actions.counting import keep_figures

_C = PrivacyClass

contributions = Contributions(
    demo=demo,
    permissions=[
        Permission("messaging.publish", _("Write and publish notices"), GOVERNORS | LEADERS),
        Permission("messaging.moderate", _("Change and withdraw everybody's notices"), GOVERNORS),
    ],
    menu=[MenuEntry(_("Notices"), "messaging:notices", "megaphone", order=20, on_phone_bar=True)],
    badges={"messaging:notices": unread_count},
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
    facts={
        "messaging.notice_written": _("Wrote a notice"),
        "messaging.notice_edited": _("Changed a notice"),
        "messaging.notice_scheduled": _("Planned a notice"),
        "messaging.notice_published": _("Published a notice"),
        "messaging.notice_withdrawn": _("Withdrew a notice"),
        "messaging.notice_seen": _("Read a notice"),
    },
    erase=forget_drafts,
    personal=[
        PersonalRecords(
            "messaging.Notice",
            dict.fromkeys(
                "id created_at organisation author audience pinned publish_at published_at edited_at".split(),
                _C.TECHNICAL,
            )
            | {"title": _C.CONTENT, "body": _C.CONTENT},
            owner="author",
            on_erasure="keep",
            kept_because=_("What was published belongs to the organisation; it no longer says who wrote it."),
            what=_("Notices you wrote. Drafts are deleted; what was published stays, without your name."),
        ),
        PersonalRecords(
            "messaging.NoticeRead",
            dict.fromkeys("id created_at organisation notice person read_at".split(), _C.TECHNICAL),
            owner="person",
            what=_("Which notices you have read."),
        ),
    ],
)
