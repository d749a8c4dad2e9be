from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.messaging.models import Message, Participant
from lyceum.kernel.notifications.actions.notifying import notify

RECEIVED = "messaging.message_received"


def tell_receivers(announcement: Announcement) -> None:
    """Whoever takes part, has not muted the conversation and has not read the message yet.

    What comes soon after, in the same conversation, is gathered into the same notification.
    """
    rows = Message.objects.standing().select_related("conversation", "author")
    message = rows.filter(id=announcement.payload["message_id"]).first()
    if message is None:
        return
    places = Participant.objects.present().filter(conversation_id=message.conversation_id, muted=False)
    behind = places.filter(read_position__lt=message.position).exclude(person=message.author)
    notify(
        message.organisation_id,
        RECEIVED,
        behind.values_list("person_id", flat=True),
        key=message.id,
        thread=message.conversation_id,
        path=inside("messaging:conversation", message.conversation_id),
        about={"title": message.conversation.title},
        subject_id=message.author_id,
    )
