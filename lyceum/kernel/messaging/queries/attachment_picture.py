from uuid import UUID

from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.picture import picture_of_file

PICTURES = {"capacity": 60, "per_seconds": 60}  # each costs up to a second of processor


def picture_of_attachment(caller: Caller, file_id: UUID) -> bytes:
    """The first page of a PDF, as WebP. Raises NotFound for other files, and for what the caller may not see."""
    spend("messaging.picture", str(caller.person_id), **PICTURES)
    return picture_of_file(caller, file_id, 1, width=480)
