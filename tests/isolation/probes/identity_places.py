"""Places in groups, of which there is one in the wrong organisation."""

import pytest
from django.db import IntegrityError, transaction

from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.actions.acceptance import _place as place_invited
from lyceum.kernel.identity.actions.group import _place, place_members, take_out
from lyceum.kernel.identity.models import GroupMembership, Invitation, Membership
from lyceum.kernel.identity.permissions import may_change_group
from lyceum.kernel.identity.queries.group import group_for, newcomers_to
from lyceum.kernel.identity.queries.membership import (
    MemberFilter,
    _matching,
    member_of,
    members_in_groups,
)
from lyceum.kernel.identity.tests.factories import caller_of
from tests.isolation.house import House
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def crossed(house: House, member: Membership | None = None, **fields: bool) -> GroupMembership:
    """A row of the other organisation that puts a member of this one into a group of this one."""
    made: GroupMembership = GroupMembership.objects.create(
        organisation=house.abroad.organisation,
        group=house.here.group,
        membership=member or house.here.colleague,
        **fields,
    )
    return made


@probe("identity.actions.acceptance._place")
def an_invitation_opens_no_group_of_another_organisation(samples: Samples) -> None:
    house = samples.house
    offered = Invitation(organisation=house.here.organisation, group_ids=[house.abroad.group.id])
    place_invited(insider(samples), house.here.insider, offered)
    assert not GroupMembership.objects.filter(group=house.abroad.group, membership=house.here.insider).exists()


@probe("identity.actions.group.take_out")
def takes_out_what_is_of_this_organisation(samples: Samples) -> None:
    house = samples.house
    place = crossed(house)
    take_out(insider(samples), house.here.group.id, place.membership_id)
    assert GroupMembership.objects.filter(id=place.id).exists()


@probe("identity.actions.group._place")
def a_foreign_place_is_not_taken_for_one_of_ours(samples: Samples) -> None:
    house = samples.house
    place = crossed(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        _place(insider(samples), house.here.group, house.here.colleague, leads=False)
    assert GroupMembership.objects.get(id=place.id).leads is False


@probe("identity.actions.group.place_members")
def many_are_placed_in_groups_of_this_organisation(samples: Samples) -> None:
    house = samples.house
    with pytest.raises(NotFound):
        place_members(insider(samples), {(house.abroad.group.id, house.here.colleague.id): False})
    place = crossed(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        place_members(insider(samples), {(house.here.group.id, place.membership_id): True})
    assert GroupMembership.objects.get(id=place.id).leads is False


@probe("identity.permissions.may_change_group")
def a_foreign_place_leads_nothing(samples: Samples) -> None:
    house = samples.house
    crossed(house, house.leader, leads=True)
    assert not may_change_group(caller_of(house.leader), house.here.group)


@probe("identity.queries.group.group_for")
def a_group_shows_its_own_places(samples: Samples) -> None:
    house = samples.house
    crossed(house)
    GroupMembership.objects.create(
        organisation=house.here.organisation, group=house.here.group, membership=house.abroad.colleague
    )
    shown = {place.membership_id for place in group_for(insider(samples), house.here.group.id).places.all()}
    assert shown == {house.here.insider.id, house.here.student.id}


@probe("identity.queries.group.newcomers_to")
def a_foreign_place_does_not_keep_a_newcomer_out(samples: Samples) -> None:
    house = samples.house
    crossed(house)
    assert house.here.colleague in newcomers_to(insider(samples), house.here.group.id)


@probe("identity.queries.membership.members_in_groups")
def whoever_is_in_a_group_by_a_foreign_place_is_not_in_it(samples: Samples) -> None:
    house = samples.house
    crossed(house)
    found = set(members_in_groups(insider(samples), [house.here.group.id]))
    assert found == {house.here.insider, house.here.student}


@probe("identity.queries.membership._with_groups")
def a_member_is_shown_with_the_groups_of_this_organisation(samples: Samples) -> None:
    house = samples.house
    crossed(house)
    assert list(member_of(insider(samples), house.here.colleague.id).group_places.all()) == []


@probe("identity.queries.membership._matching")
def members_are_found_by_the_places_of_this_organisation(samples: Samples) -> None:
    house = samples.house
    crossed(house)
    found = set(_matching(insider(samples), MemberFilter(group_id=house.here.group.id)))
    assert found == {house.here.insider, house.here.student}
    everybody = set(_matching(insider(samples), MemberFilter()).values_list("organisation_id", flat=True))
    assert everybody == {house.here.organisation.id}
