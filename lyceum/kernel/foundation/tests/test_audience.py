from uuid import UUID

import pytest
from django.urls import set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.audience import Audience, marks_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role

IDS = [UUID(int=n) for n in range(1, 5)]
some_ids = st.frozensets(st.sampled_from(IDS))
some_roles = st.frozensets(st.sampled_from(list(Role)))
some_permissions = st.frozensets(st.sampled_from(["messaging.publish", "identity.invite"]))
audiences = st.builds(Audience, group_ids=some_ids, roles=some_roles, permissions=some_permissions, person_ids=some_ids)


def a_caller(group_ids: frozenset[UUID], roles: frozenset[Role], permissions: frozenset[str]) -> Caller:
    return Caller(
        person_id=IDS[0],
        organisation_id=IDS[1],
        membership_id=IDS[2],
        roles=roles,
        permissions=permissions,
        group_ids=group_ids,
    )


callers = st.builds(a_caller, some_ids, some_roles, some_permissions)


@given(audiences, callers)
def test_admits_exactly_those_who_share_a_group_a_role_a_permission_or_are_named(
    audience: Audience, caller: Caller
) -> None:
    shares = (
        audience.group_ids & caller.group_ids
        or audience.roles & caller.roles
        or audience.permissions & caller.permissions
        or caller.person_id in audience.person_ids
    )
    nobody_named = audience == Audience()
    assert audience.admits(caller) == (nobody_named or bool(shares))
    assert audience.admits(caller) == (not audience.marks() or bool({*audience.marks()} & {*marks_of(caller)}))


@given(audiences)
def test_marks_say_the_whole_audience(audience: Audience) -> None:
    assert Audience.of(audience.marks()) == audience


def test_refuses_a_mark_of_no_known_form() -> None:
    with pytest.raises(ValueError, match="no such mark: everyone"):
        Audience.of(["everyone"])


def test_a_kept_address_forgets_the_organisation_it_was_made_in(settings: object) -> None:
    settings.SITE_URL = "https://lyceum.example"  # type: ignore[attr-defined]
    plain = inside("graphql")
    set_script_prefix("/ampere/")
    try:
        assert (plain, inside("graphql")) == ("/graphql", "/graphql")
    finally:
        set_script_prefix("/")
    assert absolute("ampere", plain) == "https://lyceum.example/ampere/graphql"
    assert absolute("", plain) == "https://lyceum.example/graphql"
