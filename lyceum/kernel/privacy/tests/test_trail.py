import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.announcements import MemberSuspended, ProfileChanged
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.media.announcements import FileStored
from lyceum.kernel.privacy.actions.erasing import erase_person
from lyceum.kernel.privacy.queries.trail import Wish, own_trail, trail_of


def happen(caller: Any, fact: Any) -> None:
    with transaction.atomic():
        announce(caller, fact)


@pytest.fixture
def lived(world: World) -> World:
    student = world.members[Role.STUDENT]
    happen(world.stranger, FileStored(world.group.id, "=cmd|' /C calc'!A0"))
    happen(world.owner, MemberSuspended(student.id, student.person_id))
    happen(world.teacher, FileStored(world.group.id, "document"))
    happen(world.teacher, ProfileChanged(student.person_id, ["name", "theme"]))
    return world


@pytest.mark.wish("Q11")
@pytest.mark.wish("A18")
def test_who_did_what_to_whom_when_and_from_where(lived: World) -> None:
    rows, following = trail_of(lived.owner, Wish())
    told = [(row.actor, row.kind, str(row.label), dict(row.details), row.network, row.client) for row in rows]
    teacher, place = "Teacher Lycée Ampère", ("192.0.2.0/24", "test")
    assert following is None
    assert told == [
        (
            "Teacher Lycée Ampère",
            "identity.profile_changed",
            "Changed their profile",
            {"fields": "name, theme"},
            *place,
        ),
        (teacher, "media.file_stored", "Uploaded a file", {"purpose": "document"}, *place),
        (
            "Owner Lycée Ampère",
            "identity.member_suspended",
            "Suspended a member",
            {"member_person": "Student Lycée Ampère"},
            *place,
        ),
    ]


def test_filters_and_pages(lived: World) -> None:
    def kinds(**asked: Any) -> list[str]:
        return [row.kind for row in trail_of(lived.owner, Wish(**asked))[0]]

    today = timezone.localdate()
    assert kinds(who="teach") == ["identity.profile_changed", "media.file_stored"]
    assert kinds(who="TEACHER", kind="media.file_stored") == ["media.file_stored"]
    assert kinds(who="nobody") == []
    assert kinds(since=today, until=today) == kinds()
    assert kinds(until=today - timedelta(days=1)) == []
    assert kinds(since=date(2100, 1, 1)) == []
    first, cursor = trail_of(lived.owner, Wish(limit=2))
    second, end = trail_of(lived.owner, Wish(limit=2, after=cursor))
    assert ([row.kind for row in first + second], end) == (kinds(), None)


def test_only_who_governs_reads_it(lived: World) -> None:
    for caller in (lived.teacher, lived.student):
        with pytest.raises(NotAllowed):
            trail_of(caller, Wish())
    paths = ("/ampere/audit/", "/ampere/audit/facts.csv", "/ampere/audit/proof/", "/ampere/api/v1/audit")
    for member, expected in ((Role.TEACHER, 403), (Role.ADMINISTRATOR, 200)):
        browser = lived.browser(lived.members[member])
        assert {path: browser.get(path).status_code for path in paths} == dict.fromkeys(paths, expected)
    stranger = lived.browser(lived.foreigners[Role.OWNER])
    assert {stranger.get(path).status_code for path in paths} == {403}
    assert Client().get("/ampere/audit/").status_code == 302


@pytest.mark.wish("Q11")
def test_one_reads_what_was_done_in_ones_own_name_everywhere(lived: World) -> None:
    rows, _next = own_trail(lived.teacher, Wish())
    assert [row.kind for row in rows] == ["identity.profile_changed", "media.file_stored"]
    page = lived.browser(lived.members[Role.TEACHER]).get("/account/activity/").content.decode()
    assert "Changed their profile" in page
    assert "Lycée Ampère" in page
    assert "Suspended a member" not in page


def test_the_table_is_whole_harmless_and_noted(lived: World) -> None:
    browser = lived.browser(lived.members[Role.OWNER])
    rows = list(csv.DictReader(io.StringIO(browser.get("/ampere/audit/facts.csv").content.decode("utf-8-sig"))))
    assert [row["kind"] for row in rows][-3:] == [
        "identity.profile_changed",
        "media.file_stored",
        "identity.member_suspended",
    ]
    assert rows[-1]["who"] == "Owner Lycée Ampère"
    again = browser.get("/ampere/audit/facts.csv?kind=privacy.trail_exported").content.decode("utf-8-sig")
    assert "Took the audit trail away" in again
    happen(lived.owner, FileStored(lived.group.id, "=cmd|' /C calc'!A0"))
    cells = browser.get("/ampere/audit/facts.csv?kind=media.file_stored").content.decode("utf-8-sig")
    assert "purpose: =cmd" in cells
    assert not [cell for row in csv.reader(io.StringIO(cells)) for cell in row if cell.startswith("=")]


def test_rest_and_graphql_tell_the_same(lived: World) -> None:
    browser = lived.browser(lived.members[Role.OWNER])
    rest = browser.get("/ampere/api/v1/audit?limit=2").json()
    query = {"query": "{ audit(limit: 2) { kind label actor } }"}
    graph = browser.post("/ampere/graphql", query, content_type="application/json").json()["data"]["audit"]
    assert [(row["kind"], row["label"], row["actor"]) for row in rest["items"]] == [
        (row["kind"], row["label"], row["actor"]) for row in graph
    ]
    assert rest["next"] == rest["items"][-1]["id"]


def test_the_page_shows_filters_and_an_empty_result(lived: World) -> None:
    browser = lived.browser(lived.members[Role.OWNER])
    assert "Suspended a member" in browser.get("/ampere/audit/").content.decode()
    assert "No such facts" in browser.get("/ampere/audit/?who=zzz&since=not-a-day").content.decode()


def test_an_erased_actor_is_not_named(lived: World) -> None:
    erase_person(Individual(lived.members[Role.TEACHER].person_id))
    rows, _next = trail_of(lived.owner, Wish(kind="media.file_stored"))
    assert [(row.actor, row.actor_id is None) for row in rows] == [("", False)]
    page = lived.browser(lived.members[Role.OWNER]).get("/ampere/audit/").content.decode()
    assert "An erased person" in page
