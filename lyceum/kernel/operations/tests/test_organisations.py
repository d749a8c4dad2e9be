"""Whoever runs the installation suspends an organisation: what its members, their programs and its jobs then meet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.ownership import close_organisation, reopen_organisation
from lyceum.kernel.identity.actions.suspension import restore_organisation, suspend_organisation
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.identity.queries.installation import organisation_counts, organisations_here, standing_of
from lyceum.kernel.identity.tests.factories import World, make_organisation, make_person
from lyceum.kernel.messaging.actions.publishing import publish_due, publish_notice
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.tests.board import draft
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.actions.sending import send_deliveries
from lyceum.kernel.notifications.models import Delivery, Notification, OutboxMessage, State

JSON = "application/json"


@pytest.fixture
def operator(world: World) -> Individual:
    return world.individual(make_person("Olga", "olga@example.org", is_operator=True))


@pytest.fixture
def browser(operator: Individual) -> Client:
    client = Client()
    client.force_login(Person.objects.get(id=operator.person_id))
    return client


def by_page(browser: Client, world: World, deed: str) -> None:
    noun = "suspension" if deed == "suspend" else "restoration"
    answer = browser.post(f"/operations/organisations/{world.ampere.id}/{noun}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/operations/organisations/{world.ampere.id}/")


def by_rest(browser: Client, world: World, deed: str) -> None:
    address = f"/api/v1/operations/organisations/{world.ampere.id}/suspension"
    answer = browser.post(address, {}, JSON) if deed == "suspend" else browser.delete(address)
    state = {"suspend": (201, "suspended"), "restore": (200, "open")}[deed]
    assert (answer.status_code, answer.json()["state"]) == state


def by_graphql(browser: Client, world: World, deed: str) -> None:
    query = f'mutation {{ {deed}Organisation(organisationId: "{world.ampere.id}") {{ slug }} }}'
    answer = browser.post("/graphql", {"query": query}, JSON).json()
    assert answer == {"data": {f"{deed}Organisation": {"slug": "ampere"}}}


@pytest.mark.parametrize("door", [by_page, by_rest, by_graphql])
def test_is_suspended_and_goes_on_through_each_door(
    world: World, operator: Individual, browser: Client, door: Callable[[Client, World, str], None]
) -> None:
    for deed, suspended in (("suspend", True), ("suspend", True), ("restore", False), ("restore", False)):
        door(browser, world, deed)
        world.ampere.refresh_from_db()
        assert (world.ampere.suspended_at is not None) == suspended
    with scope.entered(world.ampere.id):
        told = Announcement.objects.filter(kind__startswith="identity.organisation_").order_by("id")
        assert list(told.values_list("kind", "person_id")) == [
            ("identity.organisation_suspended", operator.person_id),
            ("identity.organisation_restored", operator.person_id),
        ]


def test_its_members_see_why_and_their_programs_are_told(world: World, operator: Individual) -> None:
    suspend_organisation(operator, world.ampere.id)
    owner = world.browser(world.members[Role.OWNER])
    page = owner.get("/ampere/today/")
    assert page.status_code == 403
    assert "This organisation is suspended." in page.content.decode()
    assert "Nothing is lost" in page.content.decode()
    told = owner.get("/ampere/api/v1/members")
    assert (told.status_code, told.json()["code"]) == (403, "organisation_suspended")
    asked = owner.post("/ampere/graphql", {"query": "{ organisation { name } }"}, JSON).json()
    assert asked["errors"][0]["extensions"]["code"] == "organisation_suspended"
    places = owner.get("/organisations/").content.decode()
    assert ("Lycée Ampère" in places, "By whoever runs this installation" in places) == (True, True)
    assert Client().get("/ampere/").status_code == 404
    restore_organisation(operator, world.ampere.id)
    assert owner.get("/ampere/today/").status_code == 200


def test_one_that_its_owner_closed_says_so_and_is_not_opened_while_suspended(
    world: World, operator: Individual
) -> None:
    owner = world.members[Role.OWNER]
    close_organisation(world.owner, "ampere")
    answer = world.browser(owner).get("/ampere/api/v1/members")
    assert (answer.status_code, answer.json()["code"]) == (403, "organisation_closed")
    suspend_organisation(operator, world.ampere.id)
    with pytest.raises(Conflict):
        reopen_organisation(world.individual(owner.person), world.ampere.id)
    restore_organisation(operator, world.ampere.id)
    assert Organisation.objects.get(id=world.ampere.id).shut == "closed"


def test_refuses_anyone_but_an_operator(world: World, operator: Individual) -> None:
    for deed in (suspend_organisation, restore_organisation, standing_of):
        with pytest.raises(NotAllowed):
            deed(world.owner, world.ampere.id)  # type: ignore[operator]
        with pytest.raises(NotFound):
            deed(operator, operator.person_id)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        organisations_here(world.owner)
    assert organisation_counts(operator) == {"open": 2, "suspended": 0, "closed": 0}


def test_its_mails_are_dropped_knowingly_and_its_centre_keeps_them(world: World, operator: Individual) -> None:
    student = world.members[Role.STUDENT]
    with scope.entered(world.ampere.id):
        notify(world.ampere.id, "notifications.access_restored", [student.person_id], key="before")
        waiting = [str(row.id) for row in Delivery.objects.all()]
    suspend_organisation(operator, world.ampere.id)
    OutboxMessage.objects.all().delete()
    send_deliveries(world.ampere.id, waiting)
    with scope.entered(world.ampere.id):
        rows = Delivery.objects.filter(id__in=waiting).values_list("state", "error")
        assert list(rows) == [(State.SUPPRESSED, "the organisation is suspended")]
        assert Notification.objects.filter(person_id=student.person_id, key="before").count() == 1
    assert not OutboxMessage.objects.filter(recipient=student.person.email).exists()


def test_its_owners_alone_are_told_by_mail(world: World, operator: Individual, run_jobs: Callable[[], int]) -> None:
    suspend_organisation(operator, world.ampere.id)
    run_jobs()
    restore_organisation(operator, world.ampere.id)
    run_jobs()
    owner = world.members[Role.OWNER].person.email
    assert list(OutboxMessage.objects.order_by("id").values_list("recipient", "subject")) == [
        (owner, "Lycée Ampère is suspended"),
        (owner, "Lycée Ampère goes on"),
    ]


def test_what_was_planned_waits_until_it_goes_on(
    world: World, operator: Individual, run_jobs: Callable[[], int]
) -> None:
    notice = draft(world.teacher)
    publish_notice(world.teacher, notice.id, timezone.now() + timedelta(hours=1))
    with scope.entered(world.ampere.id):
        Notice.objects.filter(id=notice.id).update(publish_at=timezone.now())
    suspend_organisation(operator, world.ampere.id)
    with scope.entered(world.ampere.id):
        publish_due(organisation_id=world.ampere.id, notice_id=notice.id)
        assert Notice.objects.get(id=notice.id).published_at is None
    restore_organisation(operator, world.ampere.id)
    run_jobs()
    with scope.entered(world.ampere.id):
        assert Notice.objects.get(id=notice.id).published_at is not None


def test_the_list_takes_the_same_queries_however_long(operator: Individual, browser: Client) -> None:
    asked = []
    for many in (1, 3):
        while Organisation.objects.filter(kind="studio").count() < many:
            make_organisation(f"Studio {Organisation.objects.count()}", kind="studio")
        browser.get("/operations/organisations/")
        with CaptureQueriesContext(connection) as queries:
            shown = browser.get("/operations/organisations/?q=studio&state=open").content.decode()
        assert (shown.count("/studio-"), "Lycée Ampère" in shown) == (many, False)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


def test_the_page_of_one_shows_who_answers_for_it_and_nobody_else(world: World, browser: Client) -> None:
    shown = browser.get(f"/operations/organisations/{world.ampere.id}/").content.decode()
    owner, student = world.members[Role.OWNER].person, world.members[Role.STUDENT].person
    assert (owner.email in shown, student.email in shown) == (True, False)
    assert f"<dd>{len(world.members)}</dd>" in shown
    assert browser.get(f"/operations/organisations/{owner.id}/").status_code == 404


def test_programs_list_them_by_state(world: World, operator: Individual, browser: Client) -> None:
    suspend_organisation(operator, world.nordic.id)
    listed = browser.get("/api/v1/operations/organisations?state=suspended").json()
    assert [(row["slug"], row["state"]) for row in listed["items"]] == [("nordic", "suspended")]
    query = '{ hostedOrganisations(state: "open", words: "amp") { slug state } }'
    asked = browser.post("/graphql", {"query": query}, JSON).json()
    assert asked == {"data": {"hostedOrganisations": [{"slug": "ampere", "state": "open"}]}}
    assert world.browser(world.members[Role.OWNER]).get("/api/v1/operations/organisations").status_code == 403
