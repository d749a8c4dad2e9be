"""The past counted again, from the facts themselves: when a room begins to count, or when figures are in doubt."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.models import Announcement, Receipt
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.reporting.actions.counting import count, hold, keep_figures
from lyceum.kernel.reporting.actions.surveying import survey
from lyceum.kernel.reporting.announcements import FiguresRecounted
from lyceum.kernel.reporting.models import Figure
from lyceum.kernel.reporting.queries.calendar import day_in, today_in

AT_ONCE = 2000
SUBSCRIBER = f"{keep_figures.__module__}.{keep_figures.__qualname__}"


@transaction.atomic
def recount(organisation_id: UUID) -> int:
    """Every fact once, whether it was told before or waits to be told. How many there were.

    A fact that waits is receipted first, so that its subscriber finds it counted. Only then is everybody kept from
    counting: what was receipted meanwhile is counted here, what was not will be counted after us.
    """
    for some in _countable(organisation_id):
        receipts = [Receipt(announcement_id=id, subscriber=SUBSCRIBER) for id in some.keys() - _receipted(some)]
        Receipt.objects.bulk_create(receipts, ignore_conflicts=True)
    hold(organisation_id)
    Figure.objects.filter(organisation_id=organisation_id).delete()
    counted = 0
    for some in _countable(organisation_id):
        receipted = _receipted(some)
        told = [fact for id, fact in some.items() if id in receipted]
        count(organisation_id, told)
        counted += len(told)
    _survey_again(organisation_id)
    announce(Visitor(organisation_id), FiguresRecounted(counted))
    return counted


def _survey_again(organisation_id: UUID) -> None:
    first = Announcement.objects.filter(organisation_id=organisation_id).order_by("id").first()
    today = today_in(organisation_id)
    day = day_in(organisation_id, first.created_at) if first else today
    while day <= today:
        survey(organisation_id, day)
        day += timedelta(days=1)


def _countable(organisation_id: UUID) -> Iterator[dict[UUID, Announcement]]:
    """Some at a time, oldest first, by id; no join, for which tables that were just filled have no statistics."""
    facts = Announcement.objects.filter(organisation_id=organisation_id, kind__in=registry.counted_kinds())
    some = {fact.id: fact for fact in facts.order_by("id")[:AT_ONCE]}
    while some:
        yield some
        some = {fact.id: fact for fact in facts.filter(id__gt=max(some)).order_by("id")[:AT_ONCE]}


def _receipted(facts: Collection[UUID]) -> set[UUID]:
    rows = Receipt.objects.filter(announcement_id__in=list(facts), subscriber=SUBSCRIBER)
    return set(rows.values_list("announcement_id", flat=True))
