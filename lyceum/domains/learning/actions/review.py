"""What has been decided of a question is taken back: a hand that is quick may slip, a course may change."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from lyceum.domains.learning.announcements import ItemsPutBack, ItemsRejected
from lyceum.domains.learning.models import Item, State
from lyceum.domains.learning.queries.path import path_to_change
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller


@transaction.atomic
def put_back_items(caller: Caller, path_id: UUID, item_ids: Iterable[UUID]) -> int:
    """Accepted or rejected ones await a teacher again, and no student meets them meanwhile. How many were."""
    path = path_to_change(caller, path_id)
    decided = Item.objects.within(caller).filter(step__path=path, id__in=list(item_ids))
    decided = decided.filter(state__in=(State.ACCEPTED, State.REJECTED))
    changed = list(decided.filter(document__version__gt=F("version")).values_list("id", flat=True))
    state = Case(When(Q(id__in=changed), then=Value(State.STALE)), default=Value(State.DRAFT))
    count: int = decided.update(state=state, accepted_by=None, accepted_at=None)
    if count:
        announce(caller, ItemsPutBack(path.id, count))
    return count


@transaction.atomic
def withdraw_items(caller: Caller, path_id: UUID, item_ids: Iterable[UUID]) -> int:
    """No longer asked; what students answered is kept. How many were."""
    path = path_to_change(caller, path_id)
    asked = Item.objects.within(caller).accepted().filter(step__path=path, id__in=list(item_ids))
    count: int = asked.update(state=State.REJECTED)
    if count:
        announce(caller, ItemsRejected(path.id, count))
    return count
