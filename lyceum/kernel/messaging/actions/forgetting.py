from uuid import UUID

from lyceum.kernel.messaging.models import Notice


def forget_drafts(organisation_id: UUID | None, person_id: UUID) -> None:
    """What somebody who is erased never published was theirs alone; published notices stay, without their name."""
    if organisation_id:
        Notice.objects.filter(organisation_id=organisation_id, author_id=person_id, published_at=None).delete()
