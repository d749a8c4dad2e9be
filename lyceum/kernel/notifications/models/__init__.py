from lyceum.kernel.notifications.models.delivery import Channel, Delivery
from lyceum.kernel.notifications.models.letter import Letter
from lyceum.kernel.notifications.models.notification import Notification
from lyceum.kernel.notifications.models.outbox_message import OutboxMessage
from lyceum.kernel.notifications.models.preference import Preference
from lyceum.kernel.notifications.models.sending import Sending, State

__all__ = ["Channel", "Delivery", "Letter", "Notification", "OutboxMessage", "Preference", "Sending", "State"]
