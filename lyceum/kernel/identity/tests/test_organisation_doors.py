"""The same act by page, REST and GraphQL; who may open which door; lists that cost the same however long."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, LEADERS, STAFF, Role
from lyceum.kernel.identity.actions.group import place_member
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.models import GroupMembership, Invitation, Organisation
from lyceum.kernel.identity.queries.offer import DOMAIN_OFFERS, domain_offers
from lyceum.kernel.identity.tests.acts import ACTS, API, Door
from lyceum.kernel.identity.tests.factories import World, make_member, make_person

CASES = [
    pytest.param(door, result, expected, id=f"{name} by {kind}")
    for name, (doors, result, expected) in ACTS.items()
    for kind, door in zip(("page", "REST", "GraphQL"), doors, strict=True)
]


def ids_of(world: World) -> dict[str, Any]:
    return {
        "student": world.members[Role.STUDENT].id,
        "teacher": world.members[Role.TEACHER].id,
        "group": world.group.id,
        "waiting": world.waiting.id,
    }


@pytest.mark.wish("A23", "A26")
@pytest.mark.parametrize(("door", "result", "expected"), CASES)
def test_every_door_leads_to_the_same_act(
    world: World, door: Door, result: Callable[[World], Any], expected: Any
) -> None:
    world.waiting = invite(world.owner, "waiting@example.org")
    answer = door(world.browser(world.members[Role.OWNER]), ids_of(world))
    assert answer.status_code in {200, 201, 204, 302}, answer.content
    world.as_role(Role.OWNER)
    assert result(world) == expected


@pytest.mark.parametrize(("door", "result", "expected"), [case for case in CASES if "GraphQL" not in str(case.id)])
def test_a_student_opens_none_of_them(world: World, door: Door, result: Callable[[World], Any], expected: Any) -> None:
    world.waiting = invite(world.owner, "waiting@example.org")
    before = _outcome(world, result)
    assert door(world.browser(world.members[Role.ATHLETE]), ids_of(world)).status_code in {403, 404}
    assert _outcome(world, result) == before
    assert before != expected


def _outcome(world: World, result: Callable[[World], Any]) -> Any:
    world.as_role(Role.OWNER)
    try:
        return result(world)
    except (Invitation.DoesNotExist, GroupMembership.DoesNotExist, AttributeError) as none:
        return repr(none)


PAGES = {
    "/members/": STAFF,
    "/members/{student}/": STAFF,
    "/roles/": EVERYONE,
    "/groups/": EVERYONE,
    "/groups/{group}/": STAFF | {Role.STUDENT},
    "/groups/{group}/members/": GOVERNORS | LEADERS,
    "/invitations/": GOVERNORS | LEADERS,
    "/invitations/new/": GOVERNORS | LEADERS,
    "/invitations/list/": GOVERNORS | LEADERS,
    "/settings/": GOVERNORS,
    "/about/": EVERYONE,
    "/organisations/": EVERYONE,
    "/organisations/new/": EVERYONE,
    "/organisations/address/": EVERYONE,
}


@pytest.mark.wish("A24", "A27", "A28", "A29")
@pytest.mark.parametrize("path", PAGES)
def test_each_role_opens_its_pages_and_no_others(world: World, path: str) -> None:
    address = "/ampere" + path.format(student=world.members[Role.STUDENT].id, group=world.group.id)
    opened = {role for role in Role if world.browser(world.members[role]).get(address).status_code == 200}
    assert opened == PAGES[path]


@pytest.mark.wish("A27")
@pytest.mark.parametrize("path", [path for path in PAGES if "organisations" not in path and path != "/about/"])
def test_outsiders_and_visitors_open_none(world: World, path: str) -> None:
    address = "/ampere" + path.format(student=world.members[Role.STUDENT].id, group=world.group.id)
    assert world.browser(world.foreigners[Role.OWNER]).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.wish("A2", "A3")
@pytest.mark.parametrize("path", ["/members/", "/invitations/", "/groups/", "/groups/{group}/", "/api/v1/members"])
def test_a_list_costs_the_same_with_one_row_and_with_three(world: World, path: str) -> None:
    browser = world.browser(world.members[Role.OWNER])
    address = "/ampere" + path.format(group=world.group.id)
    counts = []
    for size in (1, 3):
        for number in range(size):
            member = make_member(world.ampere, Role.STUDENT, person=make_person(f"Pupil {size} {number}"))
            place_member(world.owner, world.group.id, member.id)
            invite(world.owner, f"p{size}{number}@example.org", group_ids=[world.group.id])
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.wish("A26")
def test_anybody_signed_in_opens_an_organisation_by_every_door(world: World) -> None:
    person = make_person("Grace Hopper")
    browser = Client()
    browser.force_login(person)
    form = {"name": "Club A", "kind": "club", "hue": "145", "language": "en", "time_zone": "Europe/Paris"}
    assert browser.post("/organisations/new/", form)["Location"] == "/club-a/today/"
    made = browser.post("/api/v1/organisations", {"name": "Club B", "kind": "club"}, content_type="application/json")
    assert (made.status_code, made.json()["slug"]) == (201, "club-b")
    text = 'mutation { openOrganisation(organisation: {name: "Club C"}) { slug } }'
    answer = browser.post("/graphql", {"query": text}, content_type="application/json").json()
    assert answer == {"data": {"openOrganisation": {"slug": "club-c"}}}
    listed = browser.get("/api/v1/organisations").json()
    assert [(place["slug"], place["roles"]) for place in listed] == [
        ("club-a", ["owner"]),
        ("club-b", ["owner"]),
        ("club-c", ["owner"]),
    ]
    assert browser.get("/organisations/address/", {"name": "Club A"}).content.decode().count("club-a-2") == 1


def test_reading_by_graphql_is_the_same_as_by_rest(world: World) -> None:
    browser = world.browser(world.members[Role.SUPPORT])
    text = "{ members(limit: 3) { items { email roles groups { name } } next } groups { name size } roles { code } }"
    answer = browser.post("/ampere/graphql", {"query": text}, content_type="application/json").json()["data"]
    listed = browser.get(f"{API}/members", {"limit": 3}).json()
    assert [m["email"] for m in answer["members"]["items"]] == [m["email"] for m in listed["items"]]
    assert answer["members"]["next"] == listed["next"]
    assert answer["groups"] == [{"name": "6e B", "size": 1}]
    assert [role["code"] for role in answer["roles"]] == [role.value for role in Role]
    following = browser.get(f"{API}/members", {"limit": 100, "after": listed["next"]}).json()
    assert len(following["items"]) == len(Role) - 3


@pytest.mark.wish("A23")
def test_the_matrix_shows_what_the_callers_really_hold(world: World) -> None:
    listed = world.browser(world.members[Role.STUDENT]).get(f"{API}/roles").json()
    for row in listed:
        assert set(row["permissions"]) == world.as_role(Role(row["code"])).permissions
    assert [row["code"] for row in listed if row["may_give"]] == []


def test_a_private_organisation_shows_itself_to_its_members_only(world: World) -> None:
    Organisation.objects.filter(id=world.ampere.id).update(is_public=False)
    assert Client().get("/ampere/about/").status_code == 404
    assert world.browser(world.foreigners[Role.OWNER]).get("/ampere/").status_code == 404
    assert world.browser(world.members[Role.STUDENT]).get("/ampere/about/").status_code == 200


def test_the_public_page_tells_search_engines_and_cannot_be_broken_out_of(world: World) -> None:
    Organisation.objects.filter(id=world.ampere.id).update(description="</script><b>x</b>")
    shown = Client().get("/ampere/").content.decode()
    assert '<script type="application/ld+json">{"@context": "https://schema.org"' in shown
    assert "</script><b>" not in shown


def test_only_the_domains_that_are_here_are_offered_and_others_are_not_lost(world: World) -> None:
    world.ampere.domains = ["learning", "penpal"]
    world.ampere.save()
    assert set(domain_offers()) <= set(DOMAIN_OFFERS)
    browser = world.browser(world.members[Role.OWNER])
    page = browser.get("/ampere/settings/").content.decode()
    assert ('value="learning"' in page, 'value="penpal"' in page) == (True, "penpal" in domain_offers())
    form = {"name": "Lycée Ampère", "kind": "school", "language": "fr", "time_zone": "Europe/Paris", "hue": "262"}
    assert browser.post("/ampere/settings/", form | {"member_role": "student"}).status_code == 302
    world.ampere.refresh_from_db()
    assert world.ampere.domains == [code for code in ("penpal",) if code not in domain_offers()]


def test_in_a_domain_that_is_off_nobody_has_any_right(world: World) -> None:
    assert world.owner.may("learning.teach")
    assert not world.stranger.may("learning.teach")
    assert world.stranger.may("messaging.publish")
    world.members[Role.OWNER].organisation.domains = []
    assert not world.owner.may("learning.teach")
