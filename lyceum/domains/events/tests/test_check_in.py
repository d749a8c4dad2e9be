"""People come in: by one device, by two without a network, with tickets that are worth nothing."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lyceum.domains.events.actions.check_in import Judged, Told, record_scans, settle_conflict
from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.models import CheckIn, Order, OrderLine, OrderState, Ticket
from lyceum.domains.events.queries.door import DoorCounts, conflicts_at, door_tickets
from lyceum.domains.events.rules.check_in import Direction, Outcome
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def ticket(shop: Shop) -> Ticket:
    return ticket_of(shop, "Zoé Martin")


def ticket_of(shop: Shop, name: str) -> Ticket:
    here = {"organisation_id": shop.organiser.organisation_id}
    order = Order.objects.create(
        **here, event=shop.event, code=name[:10], state=OrderState.PAID, currency="EUR", name=name
    )
    line = OrderLine.objects.create(**here, order=order, ticket_type=shop.types[0])
    ticket: Ticket = Ticket.objects.create(**here, event=shop.event, line=line, code=name, holder_name=name)
    return ticket


def seen(ticket: Ticket, minutes: int = 0, told: Outcome = Outcome.ADMITTED, **changed: object) -> Told:
    at = timezone.now() - timedelta(hours=1) + timedelta(minutes=minutes)
    scan = {"id": new_identifier(), "at": at, "direction": Direction.IN, "told": told, "ticket_id": ticket.id}
    return Told(**(scan | changed))  # type: ignore[arg-type]


def record(shop: Shop, *scans: Told, device: str = "one", sent_at: datetime | None = None) -> list[Judged]:
    return record_scans(shop.organiser, shop.event.id, device, sent_at or timezone.now(), scans).judged


def code_of(shop: Shop, ticket: Ticket, serial: int = 1) -> str:
    key = signing_key(shop.organisation.id)
    return sign_code(key.id, key.private, TicketCode(shop.event.id, ticket.id, serial))


def test_who_comes_in_is_inside_and_counted(shop: Shop, ticket: Ticket) -> None:
    ticket_of(shop, "Léo Petit")
    heard = record_scans(shop.organiser, shop.event.id, "one", timezone.now(), [seen(ticket)])
    assert heard.counts == DoorCounts(inside=1, admitted=1, expected=2)
    assert [(each.outcome, each.inside) for each in heard.judged] == [(Outcome.ADMITTED, True)]
    ticket.refresh_from_db()
    assert (ticket.state, ticket.is_inside) == ("used", True)


def test_a_scan_told_twice_counts_once(shop: Shop, ticket: Ticket) -> None:
    scan = seen(ticket)
    assert record(shop, scan) == record(shop, scan)
    assert CheckIn.objects.count() == 1
    assert conflicts_at(shop.organiser, shop.event.id) == []


def test_two_devices_without_a_network_leave_a_conflict_and_never_go_unnoticed(shop: Shop, ticket: Ticket) -> None:
    first, second = seen(ticket, 0), seen(ticket, 5)
    [late] = record(shop, second, device="two")
    assert (late.outcome, late.is_conflict) == (Outcome.ADMITTED, False)
    [early] = record(shop, first, device="one")
    assert (early.outcome, early.is_conflict) == (Outcome.ADMITTED, False)
    [conflict] = conflicts_at(shop.organiser, shop.event.id)
    assert (conflict.name, conflict.device, conflict.first_device) == ("Zoé Martin", "two", "one")
    assert Announcement.objects.filter(kind="events.entry_conflict_found").count() == 1


def test_a_conflict_is_looked_into_once(shop: Shop, ticket: Ticket) -> None:
    record(shop, seen(ticket, 0), seen(ticket, 5))
    [conflict] = conflicts_at(shop.organiser, shop.event.id)
    settle_conflict(shop.organiser, shop.event.id, conflict.id)
    settle_conflict(shop.organiser, shop.event.id, conflict.id)
    assert [each.is_settled for each in conflicts_at(shop.organiser, shop.event.id)] == [True]
    assert Announcement.objects.filter(kind="events.entry_conflict_settled").count() == 1


def test_a_device_that_refused_the_second_leaves_no_conflict(shop: Shop, ticket: Ticket) -> None:
    judged = record(shop, seen(ticket, 0), seen(ticket, 5, Outcome.AGAIN))
    assert sorted((each.outcome, each.is_conflict) for each in judged) == [("admitted", False), ("again", False)]


def test_a_ticket_that_was_cancelled_lets_nobody_in(shop: Shop, ticket: Ticket) -> None:
    Ticket.objects.filter(id=ticket.id).update(state="cancelled")
    [judged] = record(shop, seen(ticket))
    assert (judged.outcome, judged.is_conflict, judged.inside) == (Outcome.NOT_VALID, True, False)
    assert Ticket.objects.get(id=ticket.id).state == "cancelled"


def test_the_code_is_believed_and_not_the_device(shop: Shop, ticket: Ticket) -> None:
    other = ticket_of(shop, "Léo Petit")
    [judged] = record(shop, seen(other, code=code_of(shop, ticket)))
    assert judged.ticket_id == ticket.id
    [forged] = record(shop, seen(other, code="L1" + "A" * 136))
    assert (forged.outcome, forged.ticket_id, forged.is_conflict) == (Outcome.UNKNOWN, None, False)


def test_a_ticket_handed_on_leaves_its_former_code_worthless(shop: Shop, ticket: Ticket) -> None:
    former = code_of(shop, ticket)
    Ticket.objects.filter(id=ticket.id).update(serial=2)
    [judged] = record(shop, seen(ticket, told=Outcome.NOT_VALID, code=former))
    assert judged.outcome == Outcome.NOT_VALID
    [good] = record(shop, seen(ticket, 5, code=code_of(shop, ticket, 2)))
    assert good.outcome == Outcome.ADMITTED


def test_a_clock_an_hour_slow_is_put_right(shop: Shop, ticket: Ticket) -> None:
    now = timezone.now()
    scan = seen(ticket, at=now - timedelta(minutes=65))
    record(shop, scan, sent_at=now - timedelta(minutes=60))
    assert abs(CheckIn.objects.get(id=scan.id).at - (now - timedelta(minutes=5))) < timedelta(seconds=5)


def test_whoever_does_not_stand_at_the_door_records_nothing(shop: Shop, ticket: Ticket) -> None:
    stranger = caller_of(make_member(shop.organisation, Role.ATTENDEE))
    with pytest.raises(NotAllowed):
        record_scans(stranger, shop.event.id, "one", timezone.now(), [seen(ticket)])
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_the_same_statements_however_long(
    shop: Shop, people: int, django_assert_num_queries: object
) -> None:
    for number in range(people):
        ticket_of(shop, f"Person {number}")
    organiser = shop.organiser
    with django_assert_num_queries(1):  # type: ignore[operator]
        listed = door_tickets(organiser, shop.event.id)
    assert [each.name for each in listed] == [f"Person {number}" for number in range(people)]
    assert all(isinstance(each.id, UUID) and each.valid for each in listed)
