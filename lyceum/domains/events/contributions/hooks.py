"""Organisers' own programs: what of it the trail says, what is told on to them, and when one falls silent."""

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.interface.hook_subscribers import tell_hooks, tell_paused
from lyceum.domains.events.rules.hook import TOLD
from lyceum.kernel.foundation.rules.contribution import NotificationKind

HOOK_FACTS = {
    "events.tickets_checked_in": _("Tickets were checked in"),
    "events.hook_kept": _("An address that programs are told at was kept"),
    "events.hook_removed": _("An address that programs are told at was removed"),
    "events.hook_secret_renewed": _("An address that programs are told at has a new secret"),
    "events.hook_paused": _("An address that programs are told at was paused"),
}
HOOK_NOTIFICATIONS = [NotificationKind("events.hook_paused", _("A program of yours is told no more"), icon="plug")]
HOOK_SUBSCRIBERS = {kind: [tell_hooks] for kind in TOLD} | {"events.hook_paused": [tell_paused]}
