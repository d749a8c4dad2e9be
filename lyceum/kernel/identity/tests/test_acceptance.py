"""Accepting an invitation: once, by the right person, while it is open."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.invitation import invite, revoke_invitation, send_again
from lyceum.kernel.identity.actions.membership import suspend_member
from lyceum.kernel.identity.actions.ownership import close_organisation
from lyceum.kernel.identity.models import Invitation, Membership
from lyceum.kernel.identity.queries.invitation import invitation_letter
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.kernel.identity.tests.letters import accept, token_in

pytestmark = pytest.mark.wish("A30")
ZOE = "zoe@example.org"


def kinds() -> list[str]:
    return list(Announcement.objects.order_by("id").values_list("kind", flat=True))


def test_what_is_taken_back_cannot_be_accepted(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    token = token_in(world, invitation)
    revoke_invitation(world.owner, invitation.id)
    with pytest.raises(Conflict) as refused:
        accept(make_person("Zoé", ZOE), world.ampere, token)
    assert refused.value.code == "invitation_revoked"
    with pytest.raises(NotFound):
        send_again(world.owner, invitation.id)
    assert invitation_letter(world.owner, invitation.id) is None


def test_what_has_expired_cannot_be_accepted(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    token = token_in(world, invitation)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Conflict) as refused:
        accept(make_person("Zoé", ZOE), world.ampere, token)
    assert refused.value.code == "invitation_expired"
    assert invitation_letter(world.owner, invitation.id) is None


def test_accepting_twice_is_accepting_once(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    zoe = make_person("Zoé", ZOE)
    assert accept(zoe, world.ampere, token).id == accept(zoe, world.ampere, token).id
    assert kinds().count("identity.member_joined") == 1


def test_one_invitation_is_for_one_person(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    accept(make_person("Zoé", ZOE), world.ampere, token)
    with pytest.raises(Conflict) as refused:
        accept(make_person("Max"), world.ampere, token, other_address=True)
    assert refused.value.code == "invitation_accepted"


def test_another_address_must_be_confirmed(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    person = make_person("Zoé B.", "zb@example.org")
    with pytest.raises(Conflict) as refused:
        accept(person, world.ampere, token)
    assert refused.value.code == "other_address"
    assert not Membership.objects.filter(person=person).exists()
    accept(person, world.ampere, token, other_address=True)
    said = Announcement.objects.get(kind="identity.invitation_accepted").payload
    assert said["under_other_address"] is True


def test_an_unknown_or_foreign_token_opens_nothing(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    zoe = make_person("Zoé", ZOE)
    for organisation, tried in ((world.ampere, "x" * 43), (world.nordic, token)):
        with pytest.raises(NotFound):
            accept(zoe, organisation, tried)


def test_a_suspended_member_does_not_come_back_by_invitation(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    member = make_member(world.ampere, Role.STUDENT, person=make_person("Zoé", "zb@example.org"))
    suspend_member(world.owner, member.id)
    with pytest.raises(Conflict) as refused:
        accept(member.person, world.ampere, token, other_address=True)
    assert refused.value.code == "suspended"


def test_one_whose_membership_has_ended_does(world: World) -> None:
    person = make_person("Zoé", ZOE)
    member = make_member(world.ampere, Role.STUDENT, person=person, expires_at=timezone.now())
    token = token_in(world, invite(world.owner, ZOE, roles=["learner"]))
    accept(person, world.ampere, token)
    member.refresh_from_db()
    assert (member.roles, member.expires_at) == (["learner", "student"], None)


def test_a_closed_organisation_takes_nobody_in(world: World) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    close_organisation(world.owner, "ampere")
    world.ampere.refresh_from_db()
    with pytest.raises(Conflict) as refused:
        accept(make_person("Zoé", ZOE), world.ampere, token)
    assert refused.value.code == "organisation_closed"


def test_the_page_asks_a_visitor_to_enter_first(world: World) -> None:
    address = f"/ampere/invitations/{token_in(world, invite(world.owner, ZOE))}/"
    browser = Client()
    page = browser.get(address)
    assert page.status_code == 200
    assert "zoe%40example.org" in page.content.decode() or "zoe@example.org" in page.content.decode()
    assert browser.session["account_verified_email"] == ZOE
    assert browser.post(address).status_code == 401
    assert Client().get("/ampere/invitations/nothing-of-the-kind/").status_code == 404


def test_the_page_lets_a_person_join(world: World) -> None:
    address = f"/ampere/invitations/{token_in(world, invite(world.owner, ZOE))}/"
    zoe = make_person("Zoé", "zb@example.org")
    browser = Client()
    browser.force_login(zoe)
    assert "z…@example.org" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 409
    answer = browser.post(address, {"other_address": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/ampere/today/")
    assert browser.get("/ampere/api/v1/organisation").status_code == 200


def by_rest(browser: Client, token: str, *, other: bool) -> tuple[str, dict[str, object]]:
    body = {"other_address": other}
    answer = browser.post(f"/ampere/api/v1/invitations/{token}/acceptance", body, "application/json").json()
    return str(answer.get("code", "")), answer


def by_graphql(browser: Client, token: str, *, other: bool) -> tuple[str, dict[str, object]]:
    """Sent to no organisation's address: one who joins has none yet."""
    said = f'organisation: "ampere", token: "{token}", otherAddress: {str(other).lower()}'
    query = f"mutation {{ acceptInvitation({said}) {{ membership_id: membershipId roles }} }}"
    answer = browser.post("/graphql", {"query": query}, "application/json").json()
    if answer.get("errors"):
        return answer["errors"][0]["extensions"]["code"], {}
    return "", answer["data"]["acceptInvitation"]


@pytest.mark.parametrize("door", [by_rest, by_graphql])
def test_programs_let_a_person_join(world: World, door: Callable[..., tuple[str, dict[str, object]]]) -> None:
    token = token_in(world, invite(world.owner, ZOE))
    zoe = make_person("Zoé", "zb@example.org")
    browser = Client()
    browser.force_login(zoe)
    assert door(browser, token, other=False)[0] == "other_address"
    assert door(browser, "x" * 43, other=True)[0] == "not_found"
    code, place = door(browser, token, other=True)
    assert code == ""
    assert door(browser, token, other=True)[1] == place
    with scope.entered(world.ampere.id):
        member = Membership.objects.get(person=zoe)
    assert place == {"membership_id": str(member.id), "roles": member.roles}
