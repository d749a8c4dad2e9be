from lyceum.kernel.notifications.models.channel import Channel
from lyceum.kernel.notifications.models.chat_hook import ChatApp, ChatHook
from lyceum.kernel.notifications.models.delivery import Delivery
from lyceum.kernel.notifications.models.device import Device, Phone
from lyceum.kernel.notifications.models.letter import Letter
from lyceum.kernel.notifications.models.mail_event import MailEvent, MailFact, StoppedAddress
from lyceum.kernel.notifications.models.notification import Notification
from lyceum.kernel.notifications.models.occurrence import Occurrence
from lyceum.kernel.notifications.models.outbox_message import OutboxMessage
from lyceum.kernel.notifications.models.preference import OrganisationDefault, Preference
from lyceum.kernel.notifications.models.quiet_hours import QuietHours
from lyceum.kernel.notifications.models.run import Outcome, Reason, Run, RunState, RunStep
from lyceum.kernel.notifications.models.sending import UNSENT, Sending, State
from lyceum.kernel.notifications.models.tally import Tally

__all__ = [
    "UNSENT",
    "Channel",
    "ChatApp",
    "ChatHook",
    "Delivery",
    "Device",
    "Letter",
    "MailEvent",
    "MailFact",
    "Notification",
    "Occurrence",
    "OrganisationDefault",
    "OutboxMessage",
    "Outcome",
    "Phone",
    "Preference",
    "QuietHours",
    "Reason",
    "Run",
    "RunState",
    "RunStep",
    "Sending",
    "State",
    "StoppedAddress",
    "Tally",
]
