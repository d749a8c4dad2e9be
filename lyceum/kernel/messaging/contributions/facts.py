"""How the audit trail names what happens here."""

from django.utils.translation import gettext_lazy as _

FACTS = {
    "messaging.notice_written": _("Wrote a notice"),
    "messaging.notice_edited": _("Changed a notice"),
    "messaging.notice_scheduled": _("Planned a notice"),
    "messaging.notice_published": _("Published a notice"),
    "messaging.notice_withdrawn": _("Withdrew a notice"),
    "messaging.notice_seen": _("Read a notice"),
    "messaging.conversation_opened": _("Opened a conversation"),
    "messaging.people_changed": _("Changed who takes part in a conversation"),
    "messaging.message_posted": _("Posted a message"),
    "messaging.message_held": _("Posted a message that waits for a moderator"),
    "messaging.message_released": _("Released a message"),
    "messaging.message_refused": _("Refused a message"),
    "messaging.message_edited": _("Changed a message"),
    "messaging.message_deleted": _("Deleted a message"),
    "messaging.reactions_changed": _("Put a mark on a message, or took it off"),
    "messaging.message_reported": _("Reported a message"),
    "messaging.reports_dismissed": _("Dismissed the reports of a message"),
    "messaging.person_blocked": _("Blocked somebody"),
    "messaging.person_unblocked": _("Unblocked somebody"),
    "messaging.conversation_rules_changed": _("Changed the rules of conversations"),
}
