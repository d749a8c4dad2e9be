"""From a request's person and organisation to the caller that every action takes."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual, Origin, Visitor
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership, Membership, Organisation, Person


def caller_for(
    person: Person | None, organisation: Organisation | None, origin: Origin, language: str, sign_in: str = ""
) -> Anyone:
    """A Caller for an active member, an Individual for any other person, a Visitor for nobody.

    Enters the database scope: before this, no tenant row is visible.
    """
    organisation_id = organisation.id if organisation else None
    if person is None or not person.is_active:
        scope.enter(organisation_id, None)
        return Visitor(organisation_id, language, origin)
    scope.enter(organisation_id, person.id)
    membership = _active_membership(person, organisation_id) if organisation_id else None
    if membership is None:
        return Individual(person.id, language, person.time_zone, person.is_operator, sign_in, origin)
    roles = frozenset(Role(role) for role in membership.roles)
    return Caller(
        person_id=person.id,
        language=language,
        time_zone=person.time_zone,
        is_operator=person.is_operator,
        sign_in=sign_in,
        origin=origin,
        organisation_id=membership.organisation_id,
        membership_id=membership.id,
        roles=roles,
        permissions=registry.permissions_of(roles),
        group_ids=frozenset(membership.group_ids),  # type: ignore[attr-defined]  # annotated below
    )


def as_member(caller: Individual, organisation: Organisation) -> Caller:
    """Who has just become a member (or an owner again), so that what follows is done in the organisation's name."""
    person = Person.objects.get(id=caller.person_id)
    member = caller_for(person, organisation, caller.origin, caller.language, caller.sign_in)
    if not isinstance(member, Caller):
        raise RuntimeError("as_member() is for whoever is an active member")
    return member


def _active_membership(person: Person, organisation_id: UUID) -> Membership | None:
    """In one query, with the ids of its groups: this runs before every page."""
    groups = GroupMembership.objects.filter(membership=OuterRef("pk")).values("group_id")
    found: Membership | None = (
        Membership.objects.active()
        .filter(organisation_id=organisation_id, person=person)
        .annotate(group_ids=ArraySubquery(groups))
        .first()
    )
    return found
