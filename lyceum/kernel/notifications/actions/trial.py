"""A kind, with made-up contents, sent to oneself: to see it on one's own telephone and in one's own mail."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound, Unavailable
from lyceum.kernel.notifications.models import Channel
from lyceum.kernel.notifications.ports import (
    CarrierRefused,
    CarrierUnavailable,
    mail_sender,
    push_sender,
    sms_sender,
)
from lyceum.kernel.notifications.queries.messages import messages_of
from lyceum.kernel.notifications.queries.preview import sample_delivery

_CARRIERS: dict[str, Callable[[], Any]] = {
    Channel.EMAIL: mail_sender,
    Channel.PUSH: push_sender,
    Channel.SMS: sms_sender,
}


def send_trial(caller: Caller, kind: str, language: str, channel: str) -> int:
    """To how many addresses of the caller's own."""
    if channel not in _CARRIERS:
        raise NotFound(_("There is no such notification."))
    delivery = sample_delivery(caller, kind, language, channel)
    spend("notification_trial", str(caller.person_id), capacity=20, per_seconds=600)
    messages = messages_of(delivery)
    if not messages:
        raise Conflict(_("You have no address there. Add one in your preferences."))
    try:
        with _CARRIERS[channel]() as carrier:
            for message in messages:
                carrier.send(message)
    except CarrierUnavailable as outage:
        raise Unavailable(_("It cannot be sent now. Try again in a while.")) from outage
    except CarrierRefused as refusal:
        raise Invalid(_("The carrier does not take it: %(why)s") % {"why": refusal}) from refusal
    return len(messages)
