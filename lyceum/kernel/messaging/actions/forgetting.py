from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from lyceum.kernel.messaging.models import Conversation, Message, Notice


def forget_writings(organisation_id: UUID | None, person_id: UUID) -> None:
    """Of somebody who is erased: drafts of notices go, published ones stay without their name; messages are deleted.

    What two people said is not found under their names any more, so whoever remains cannot begin again where it ended.
    """
    if organisation_id is None:
        return
    Notice.objects.filter(organisation_id=organisation_id, author_id=person_id, published_at=None).delete()
    messages = Message.objects.filter(organisation_id=organisation_id, author_id=person_id, system="")
    messages.update(deleted_at=Coalesce(F("deleted_at"), timezone.now()))
    conversations = Conversation.objects.filter(organisation_id=organisation_id, key__contains=str(person_id))
    conversations.update(key=Concat(Value("left:"), Cast("id", CharField())))
