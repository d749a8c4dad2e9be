from collections.abc import Iterator
from uuid import UUID

from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.markup import plain
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.search.actions.indexing import Entry

_PUBLISHERS = frozenset({"messaging.publish"})


def notice_entries(organisation_id: UUID, only: UUID | None = None) -> Iterator[Entry]:
    """Found by those they are for, and by whoever may publish."""
    rows = Notice.objects.filter(organisation_id=organisation_id).published()
    for notice in rows.filter(id=only) if only else rows:
        yield Entry(
            kind="notice",
            object_id=notice.id,
            title=notice.title,
            body=plain(notice.body),
            path=inside("messaging:notice", notice.id),
            audience=_readers(notice.addressed),
        )


def _readers(audience: Audience) -> Audience:
    return audience if audience.is_everyone else Audience(audience.group_ids, audience.roles, _PUBLISHERS)
