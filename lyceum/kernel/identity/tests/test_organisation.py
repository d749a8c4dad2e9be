"""Opening an organisation, and what it says of itself."""

import pytest

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.organisation import OrganisationChanges, change_organisation, open_organisation
from lyceum.kernel.identity.actions.ownership import close_organisation, hand_over_ownership, reopen_organisation
from lyceum.kernel.identity.models import Membership, Organisation, Person
from lyceum.kernel.identity.queries.caller import caller_for
from lyceum.kernel.identity.queries.organisation import (
    closed_memberships_of,
    memberships_of,
    organisation_by_slug,
    organisations_owned_alone,
)
from lyceum.kernel.identity.tests.factories import ORIGIN, World, caller_of, make_member, make_person


def kinds(organisation: Organisation) -> list[str]:
    with scope.entered(organisation.id):
        return list(
            Announcement.objects.filter(organisation=organisation).order_by("id").values_list("kind", flat=True)
        )


@pytest.mark.wish("A26", "B1")
def test_whoever_opens_an_organisation_owns_it(world: World) -> None:
    person = make_person("Grace Hopper", time_zone="Europe/Paris", language="fr")
    made = open_organisation(world.individual(person), "", OrganisationChanges(name="Club d’été", kind="club"))
    assert (made.slug, made.kind, made.language, made.time_zone) == ("club-d-ete", "club", "fr", "Europe/Paris")
    assert (made.domains, made.member_role) == (["strength", "endurance"], "athlete")
    owner = caller_for(person, made, ORIGIN, "fr")
    assert Membership.objects.within(owner).get().roles == ["owner"]
    assert kinds(made) == ["identity.organisation_opened"]
    assert organisation_by_slug("club-d-ete") == made


def test_a_taken_address_is_refused_with_one_that_is_free(world: World) -> None:
    caller = world.individual(make_person())
    with pytest.raises(Invalid) as refused:
        open_organisation(caller, "ampere", OrganisationChanges(name="Ampère"))
    assert str(refused.value.fields["slug"][0]) == "The address «ampere» is taken. «ampere-2» is free."
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("slug", ["api", "accounts", "o", "-x", "é"])
def test_refuses_addresses_that_lyceum_needs_or_that_are_none(world: World, slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        open_organisation(world.individual(make_person()), slug, OrganisationChanges(name="Ampère"))
    assert set(refused.value.fields) == {"slug"}
    assert Organisation.objects.count() == 2


def test_every_wrong_field_is_named(world: World) -> None:
    wrong = OrganisationChanges(
        name=" ", kind="bank", language="xx", time_zone="Mars/Olympus", hue=400, domains=["war"]
    )
    with pytest.raises(Invalid) as refused:
        open_organisation(world.individual(make_person()), "", wrong)
    assert set(refused.value.fields) == {"name", "kind", "language", "time_zone", "hue", "domains"}


@pytest.mark.wish("B2")
def test_a_governor_changes_what_it_says_of_itself(world: World) -> None:
    changes = OrganisationChanges(name="Lycée Ampère", description="Old stones", hue=25, is_public=False)
    changed = change_organisation(world.as_role(Role.ADMINISTRATOR), changes)
    assert (changed.description, changed.hue, changed.is_public, changed.domains) == (
        "Old stones",
        25,
        False,
        ["learning"],
    )
    said = Announcement.objects.get(kind="identity.organisation_changed").payload
    assert said["fields"] == ["description", "hue", "is_public"]


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.TEACHER, Role.STUDENT])
def test_nobody_else_changes_it(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        change_organisation(world.as_role(role), OrganisationChanges(name="Mine"))
    assert Organisation.objects.get(slug="ampere").name == "Lycée Ampère"


def test_nothing_is_announced_when_nothing_changes(world: World) -> None:
    change_organisation(world.owner, OrganisationChanges(name="Lycée Ampère"))
    assert kinds(world.ampere) == []


def test_an_owner_hands_over_and_stays_administrator(world: World) -> None:
    heir = world.members[Role.TEACHER]
    hand_over_ownership(world.owner, heir.id)
    roles = dict(Membership.objects.within(world.owner).values_list("id", "roles"))
    assert roles[heir.id] == ["owner", "teacher"]
    assert roles[world.members[Role.OWNER].id] == ["administrator"]
    assert kinds(world.ampere) == ["identity.ownership_handed_over"]


def test_refuses_to_hand_over_to_oneself_or_to_whom_it_may_not_concern(world: World) -> None:
    with pytest.raises(Conflict):
        hand_over_ownership(world.owner, world.members[Role.OWNER].id)
    with pytest.raises(NotFound):
        hand_over_ownership(world.owner, world.foreigners[Role.COACH].id)
    with pytest.raises(NotAllowed):
        hand_over_ownership(world.as_role(Role.ADMINISTRATOR), world.members[Role.ADMINISTRATOR].id)


def test_a_closed_organisation_lets_nobody_in_until_an_owner_opens_it(world: World) -> None:
    owner = world.members[Role.OWNER]
    with pytest.raises(Invalid):
        close_organisation(world.owner, "nordic")
    close_organisation(world.owner, " Ampere ")
    world.ampere.refresh_from_db()
    assert not Membership.objects.filter(organisation=world.ampere).active().exists()
    caller = world.individual(owner.person)
    assert [place.organisation for place in closed_memberships_of(caller)] == [world.ampere]
    assert list(memberships_of(caller)) == []
    reopen_organisation(caller, world.ampere.id)
    assert [place.organisation for place in memberships_of(world.individual(owner.person))] == [world.ampere]
    assert kinds(world.ampere) == ["identity.organisation_closed", "identity.organisation_reopened"]


def test_only_its_owner_opens_it_again(world: World) -> None:
    close_organisation(world.owner, "ampere")
    for member in (world.members[Role.ADMINISTRATOR], world.foreigners[Role.OWNER]):
        with pytest.raises(NotFound):
            reopen_organisation(world.individual(member.person), world.ampere.id)


def test_what_would_be_left_without_an_owner(world: World) -> None:
    person: Person = world.members[Role.OWNER].person
    assert organisations_owned_alone(world.individual(person)) == [world.ampere]
    make_member(world.ampere, Role.OWNER, person=make_person("Second Owner"))
    assert organisations_owned_alone(world.individual(person)) == []


def test_a_person_sees_their_own_places_only(world: World) -> None:
    person = make_person()
    make_member(world.ampere, Role.STUDENT, person=person)
    make_member(world.nordic, Role.COACH, person=person)
    places = memberships_of(world.individual(person))
    assert [(place.organisation.slug, place.roles) for place in places] == [
        ("ampere", ["student"]),
        ("nordic", ["coach"]),
    ]
    caller_of(world.members[Role.OWNER])
    assert [place.organisation.slug for place in memberships_of(world.owner)] == ["ampere"]
