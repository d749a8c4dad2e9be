"""Letters to those who come: by segment, each once, and none to who wants none, but of changes of the event itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.events.actions import circular as circulars
from lyceum.domains.events.actions.circular import CircularText, carry_circular, send_circular
from lyceum.domains.events.models import Circular, CircularCopy, LetterRefusal, Order, OrderLine, OrderState, Ticket
from lyceum.domains.events.queries.segment import Segment, addressees, reach_of
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.factories import caller_of, make_member, make_person
from lyceum.kernel.notifications.models import Letter, Notification, OutboxMessage

Jobs = Callable[[], int]
LETTER = CircularText("Nos portes ouvrent à 19 h", "Bonjour,\n\nvenez tôt.")


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def sold(
    shop: Shop, email: str, kind: int = 0, *, holder: str = "", person: Person | None = None, **order: Any
) -> Ticket:
    """One ticket, in an order of its own."""
    assert shop.organiser
    here = {"organisation": shop.organisation}
    terms = {"state": OrderState.PAID, "person": person, "name": email.split("@")[0].title(), "email": email} | order
    made = Order.objects.create(
        **here, event=shop.event, code=new_identifier().hex[-8:].upper(), currency="EUR", **terms
    )
    line = OrderLine.objects.create(**here, order=made, ticket_type=shop.types[kind])
    ticket: Ticket = Ticket.objects.create(
        **here, event=shop.event, line=line, code=str(new_identifier()), holder_email=holder
    )
    return ticket


def reached(shop: Shop, **segment: Any) -> list[str]:
    return sorted(one.email for one in addressees(shop.organiser, shop.event, Segment(**segment)))


def send(shop: Shop, text: CircularText = LETTER) -> Circular:
    return send_circular(shop.organiser, shop.event.id, new_identifier(), text)


def states(circular: Circular) -> list[str]:
    return sorted(CircularCopy.objects.filter(circular=circular).values_list("state", flat=True))


def test_a_segment_is_those_who_fit_it_each_address_once(shop: Shop) -> None:
    member = make_member(shop.organisation, Role.SUPPORT)
    ada = sold(shop, "ada@example.org")
    sold(shop, "ADA@example.org", 1)
    sold(shop, "bob@example.org", 1, holder="eve@example.org")
    sold(shop, "max@example.org", person=member.person)
    sold(shop, "owes@example.org", state=OrderState.PLACED)
    sold(shop, "gone@example.org", state=OrderState.CANCELLED)
    Ticket.objects.filter(id=ada.id).update(admitted_at=timezone.now(), state="used")
    Ticket.objects.filter(id=sold(shop, "void@example.org").id).update(state="cancelled")
    assert reached(shop) == ["ada@example.org", "eve@example.org", "max@example.org"]
    assert reached(shop, types=(shop.types[1].id,)) == ["ADA@example.org", "eve@example.org"]
    assert reached(shop, came="yes") == ["ada@example.org"]
    assert reached(shop, came="no") == ["ADA@example.org", "eve@example.org", "max@example.org"]
    assert reached(shop, account="yes") == ["max@example.org"]
    assert reached(shop, account="no") == ["ada@example.org", "eve@example.org"]
    assert reached(shop, state="placed") == ["owes@example.org"]
    with pytest.raises(Invalid):
        reached(shop, state="held")


@pytest.mark.wish("I20")
def test_members_are_notified_and_guests_written_to_each_once(shop: Shop, run_jobs: Jobs) -> None:
    member, stranger = make_member(shop.organisation, Role.SUPPORT), make_person("Zoé")
    sold(shop, "max@example.org", person=member.person)
    sold(shop, "zoe@example.org", person=stranger)
    guest = sold(shop, "bob@example.org", holder="eve@example.org")
    circular_id = new_identifier()
    for _time in range(2):
        circular = send_circular(shop.organiser, shop.event.id, circular_id, LETTER)
    run_jobs()
    assert shop.organiser
    carry_circular(shop.organisation.id, circular.id)
    assert states(circular) == ["mailed", "mailed", "notified"]
    told = Notification.objects.filter(kind="events.attendee_letter")
    assert [(one.person_id, one.about["heading"]) for one in told] == [(member.person_id, LETTER.subject)]
    assert sorted(Letter.objects.values_list("address", flat=True)) == ["eve@example.org", "zoe@example.org"]
    mail = OutboxMessage.objects.get(recipient="eve@example.org")
    assert mail.subject == LETTER.subject
    assert f"/scene/tickets/{guest.id}/{guest.secret}/" in mail.text
    assert ("venez tôt." in mail.text, mail.headers["List-Unsubscribe-Post"]) == (True, "List-Unsubscribe=One-Click")


def test_a_job_that_is_killed_goes_on_where_it_stood(
    shop: Shop, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circulars, "AT_ONCE", 2)
    for number in range(5):
        sold(shop, f"guest{number}@example.org")
    circular, tell, calls = send(shop), circulars._mail, []

    def falls(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 4:
            raise SystemExit
        tell(*given)

    with monkeypatch.context() as patched:
        patched.setattr(circulars, "_mail", falls)
        with pytest.raises(SystemExit):
            carry_circular(shop.organisation.id, circular.id)
    assert states(circular) == ["mailed"] * 2 + ["waiting"] * 3
    assert Letter.objects.count() == 2
    carry_circular(shop.organisation.id, circular.id)
    run_jobs()
    assert shop.organiser
    assert states(circular) == ["mailed"] * 5
    assert OutboxMessage.objects.filter(subject=LETTER.subject).count() == 5


def test_who_wants_no_letters_gets_none_but_of_changes_of_the_event(shop: Shop, run_jobs: Jobs) -> None:
    sold(shop, "ada@example.org")
    first = send(shop)
    run_jobs()
    assert shop.organiser
    copy, reader = CircularCopy.objects.get(circular=first), Client()
    address = f"/scene/letters/{copy.id}/{copy.secret}/"
    assert reader.get(address).status_code == 200
    assert LetterRefusal.objects.count() == 0  # looking at the page ends nothing
    for _time in range(2):
        assert reader.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert reader.post(f"/scene/letters/{copy.id}/forged/").status_code == 404
    assert shop.organiser
    assert LetterRefusal.objects.count() == 1
    reach = reach_of(shop.organiser, shop.event, Segment(), is_change=False)
    assert (reach.total, reach.declined) == (0, 1)
    declined, change = send(shop), send(shop, CircularText("Une autre salle", "Au Cargö.", is_change=True))
    run_jobs()
    assert shop.organiser
    assert (states(declined), states(change)) == (["declined"], ["mailed"])
    assert "List-Unsubscribe" not in OutboxMessage.objects.get(subject="Une autre salle").headers
    assert reader.post(address, {"again": "1"}).status_code == 200
    assert shop.organiser
    assert LetterRefusal.objects.count() == 0


def test_whoever_is_signed_in_and_no_member_ends_letters_by_their_link(shop: Shop, run_jobs: Jobs) -> None:
    sold(shop, "ada@example.org")
    circular, reader = send(shop), Client()
    run_jobs()
    reader.force_login(make_person("Ada", "ada@elsewhere.example"))
    assert shop.organiser
    copy = CircularCopy.objects.get(circular=circular)
    address = f"/scene/letters/{copy.id}/{copy.secret}/"
    for answer, refused in (({}, 1), ({"again": "1"}, 0)):
        assert reader.post(address, answer).status_code == 200
        assert shop.organiser
        assert LetterRefusal.objects.count() == refused


def test_nobody_to_reach_nothing_to_say_and_no_right_are_refused(shop: Shop) -> None:
    with pytest.raises(Conflict):
        send(shop)
    sold(shop, "ada@example.org")
    with pytest.raises(Invalid):
        send(shop, CircularText(" ", "Bonjour"))
    member = make_member(shop.organisation, Role.SUPPORT)
    scope.enter(shop.organisation.id, member.person_id)
    with pytest.raises(NotAllowed):
        send_circular(caller_of(member), shop.event.id, new_identifier(), LETTER)
    assert shop.organiser
    assert (Circular.objects.count(), CircularCopy.objects.count()) == (0, 0)


def test_an_organiser_sees_whom_it_reaches_before_and_what_became_of_it(
    shop: Shop, browser: Client, run_jobs: Jobs
) -> None:
    sold(shop, "ada@example.org")
    sold(shop, "bob@example.org", 1)
    place, circular_id = f"/scene/organise/{shop.event.id}/circulars/", new_identifier()
    sent = {"id": circular_id, "state": "paid", "types": [shop.types[0].id], "subject": "Merci", "text": "À bientôt"}
    before = browser.post(f"{place}reach/", sent).content.decode()
    assert ('tabular-nums">1</span>' in before, "À bientôt" in before) == (True, True)
    assert browser.post(place, sent | {"subject": ""}).status_code == 422
    assert browser.post(place, sent).headers["Location"] == f"{place}{circular_id}/"
    run_jobs()
    page = browser.get(f"{place}{circular_id}/").content.decode()
    assert ("Merci" in page, shop.types[0].name in page) == (True, True)
    with CaptureQueriesContext(connection) as one:
        assert browser.get(place).status_code == 200
    browser.post(place, sent | {"id": new_identifier()})
    browser.post(place, sent | {"id": new_identifier()})
    with CaptureQueriesContext(connection) as three:
        browser.get(place)
    assert len(one) == len(three)


def test_a_program_counts_sends_and_reads_what_became_of_it(shop: Shop, browser: Client, run_jobs: Jobs) -> None:
    sold(shop, "ada@example.org")
    place = f"/scene/api/v1/organised-events/{shop.event.id}/circulars"
    json: Any = {"content_type": "application/json", "headers": {"X-Requested-With": "XMLHttpRequest"}}
    reach = browser.post(f"{place}/reach", {"segment": {"came": "no"}}, **json)
    assert reach.json() == {"total": 1, "accounts": 0, "mails": 1, "declined": 0}
    body, address = {"subject": "Merci", "text": "À bientôt"}, f"{place}/{new_identifier()}"
    for _time in range(2):
        assert browser.put(address, body, **json).status_code == 202
    run_jobs()
    assert [(one["subject"], one["mailed"], one["waiting"]) for one in browser.get(place).json()] == [("Merci", 1, 0)]
