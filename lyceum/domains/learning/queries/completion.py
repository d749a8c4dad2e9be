"""How much of each open path its students knew at the end of a day: from the answers, so that the past can be told."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from lyceum.domains.learning.models import Item, Path, Review, Status
from lyceum.domains.learning.queries.path import students_of
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.identity.models import Organisation

COMPLETION = "learning.completion"


def completion_on(organisation_id: UUID, on: date) -> Iterator[Tally]:
    """Of each student, whether they have begun or not: items whose last answer was right, of all accepted by then."""
    zone = ZoneInfo(Organisation.objects.values_list("time_zone", flat=True).get(id=organisation_id))
    ends = datetime.combine(on + timedelta(days=1), time(), zone)
    opened = Path.objects.filter(organisation_id=organisation_id, status=Status.ACTIVE, activated_at__lt=ends)
    items = Item.objects.filter(organisation_id=organisation_id, step__path__in=opened).accepted()
    items = items.filter(Q(accepted_at=None) | Q(accepted_at__lt=ends))
    totals = dict(items.order_by().values_list("step__path_id").annotate(total=Count("id")))
    known = _known(organisation_id, items, ends)
    for path in opened:
        for student in students_of(Visitor(organisation_id), path) if path.id in totals else []:
            share = 100 * known[path.id, student.person_id] / totals[path.id]
            yield Tally(COMPLETION, on, share, person_id=student.person_id, subject_id=path.id)


def _known(organisation_id: UUID, items: QuerySet[Item], ends: datetime) -> Counter[tuple[UUID, UUID]]:
    """By path and person."""
    rows = Review.objects.filter(organisation_id=organisation_id, item__in=items, answered_at__lt=ends)
    last = rows.order_by("person_id", "item_id", "-answered_at", "-id").distinct("person_id", "item_id")
    told = last.values_list("item__step__path_id", "person_id", "is_right")
    return Counter((path_id, person_id) for path_id, person_id, is_right in told if is_right)
