"""People: members, invitations, what becomes of them."""

from datetime import timedelta
from secrets import token_hex
from typing import Any

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.access import end_expired
from lyceum.kernel.identity.actions.invitation import withdraw_invitations
from lyceum.kernel.identity.actions.membership import _keep_an_owner, sort_again
from lyceum.kernel.identity.actions.old_invitations import forget_old_invitations
from lyceum.kernel.identity.models import Invitation, Membership, Organisation
from lyceum.kernel.identity.queries.installation import owners_of
from lyceum.kernel.identity.queries.invitation_list import standing_of
from lyceum.kernel.identity.queries.organisation import closed_memberships_of, memberships_of, suspended_memberships_of
from lyceum.kernel.identity.tests.factories import make_member, make_person
from tests.isolation.house import Wing
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def invited_to(wing: Wing, **fields: Any) -> Invitation:
    given: dict[str, Any] = {"email": "x@example.org", "expires_at": timezone.now() + timedelta(days=1)} | fields
    made: Invitation = Invitation.objects.create(
        organisation=wing.organisation, token_digest=token_hex(32), roles=[Role.STUDENT], **given
    )
    return made


@probe("identity.actions.access.end_expired")
def ends_no_place_of_another_organisation(samples: Samples) -> None:
    house = samples.house
    past = make_member(
        house.here.organisation, Role.STUDENT, person=make_person("Paul Past"), expires_at=timezone.now()
    )
    before = Announcement.objects.count()
    end_expired(house.abroad.organisation.id, past.id)
    assert Announcement.objects.count() == before
    end_expired(house.here.organisation.id, past.id)
    assert Announcement.objects.count() == before + 1


@probe("identity.actions.invitation.withdraw_invitations")
def withdraws_what_was_offered_here(samples: Samples) -> None:
    house = samples.house
    there = invited_to(house.abroad, invited_by=house.here.insider.person)
    here = invited_to(house.here, invited_by=house.here.insider.person)
    withdraw_invitations(insider(samples), house.here.insider.person_id, frozenset())
    assert [Invitation.objects.get(id=each.id).revoked_at is None for each in (there, here)] == [True, False]


@probe("identity.actions.old_invitations.forget_old_invitations")
def forgets_the_old_invitations_of_one_organisation(samples: Samples) -> None:
    house, old = samples.house, timezone.now() - timedelta(days=400)
    there, here = invited_to(house.abroad, expires_at=old), invited_to(house.here, expires_at=old)
    forget_old_invitations(house.here.organisation.id)
    assert list(Invitation.objects.filter(id__in=[there.id, here.id])) == [there]


@probe("identity.actions.membership.sort_again")
def sorts_one_persons_places(samples: Samples) -> None:
    others = Membership.objects.exclude(person=samples.house.here.insider.person)
    before = set(others.values_list("id", "sort_key"))
    sort_again(insider(samples))
    assert set(others.values_list("id", "sort_key")) == before


@probe("identity.actions.membership._keep_an_owner")
def owners_elsewhere_do_not_count(samples: Samples) -> None:
    here = samples.house.here
    Membership.objects.filter(organisation=here.organisation).exclude(id=here.insider.id).update(roles=[Role.STUDENT])
    with pytest.raises(Conflict):
        _keep_an_owner(insider(samples), here.insider, still_owns=False)


@probe("identity.queries.invitation_list.standing_of")
def who_is_known_elsewhere_is_not_known_here(samples: Samples) -> None:
    invited_to(samples.house.abroad, email="invited@example.org")
    member = samples.house.abroad.colleague.person.email
    assert standing_of(insider(samples), ["invited@example.org"]) == {}
    assert standing_of(insider(samples), [member]) == {}


@probe("identity.queries.organisation.memberships_of")
def lists_the_callers_own_places(samples: Samples) -> None:
    person = samples.house.here.insider.person_id
    assert {place.person_id for place in memberships_of(Individual(person))} == {person}


@probe("identity.queries.organisation.closed_memberships_of")
def lists_no_closed_place_of_anybody_else(samples: Samples) -> None:
    Organisation.objects.filter(slug="hidden").update(closed_at=timezone.now())
    assert list(closed_memberships_of(insider(samples))) == []


@probe("identity.queries.organisation.suspended_memberships_of")
def lists_no_suspended_place_of_anybody_else(samples: Samples) -> None:
    Organisation.objects.filter(slug="hidden").update(suspended_at=timezone.now())
    assert list(suspended_memberships_of(insider(samples))) == []


@probe("identity.queries.installation.owners_of")
def owners_are_those_of_one_organisation(samples: Samples) -> None:
    here = samples.house.here.organisation.id
    assert {place.organisation_id for place in owners_of(Visitor(here))} == {here}
