from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.notifications.models import Delivery, Letter, OutboxMessage


def forget_mails(organisation_id: UUID | None, person_id: UUID) -> None:
    """Mails to others that speak of somebody who is erased, where they are kept here; what was sent is elsewhere."""
    about = Delivery.objects.filter(organisation=organisation_id, notification__subject_id=person_id)
    theirs = Announcement.objects.filter(organisation=organisation_id, person_id=person_id)
    invited = theirs.filter(kind="identity.member_invited").values_list("id", flat=True)
    letters = Letter.objects.filter(key__in=[f"invitation:{fact}" for fact in invited])
    kept = [str(pk) for rows in (about, letters) for pk in rows.values_list("id", flat=True)]
    OutboxMessage.objects.filter(message_id__in=kept).delete()
