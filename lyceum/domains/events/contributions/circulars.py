"""Letters to those who come: what of it the trail says, and by which kinds they are told."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import NotificationKind

CIRCULAR_FACTS = {
    "events.circular_sent": _("A letter went to those who come to an event"),
    "events.letters_refused": _("Somebody wants no letters of the organiser, or wants them again"),
}
_BOTH = frozenset({"in_app", "email"})
CIRCULAR_NOTIFICATIONS = [
    NotificationKind("events.attendee_letter", _("A letter of an organiser to those who come"), _BOTH, icon="mail"),
    NotificationKind("events.event_news", _("A change of an event"), _BOTH, critical=True, icon="mail"),
]
