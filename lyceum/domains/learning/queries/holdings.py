from uuid import UUID

from lyceum.domains.learning.models import Path, Status


def open_paths(organisation_id: UUID) -> int:
    """What the school's plan counts: drafts too, archived ones not."""
    return Path.objects.filter(organisation_id=organisation_id).exclude(status=Status.ARCHIVED).count()
