"""From a request's person and organisation to the caller that every action takes."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual, Origin, Visitor
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership, Membership, Organisation, Person
from lyceum.kernel.identity.queries.asking import Asked, Place


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
    place = _active_place(person, organisation_id) if organisation_id else None
    return _who(person, organisation, place, origin, language, sign_in)


def caller_found(asked: Asked, origin: Origin, language: str, sign_in: str) -> Anyone:
    """The caller of a request whose person is the one that was asked for: nothing is left to read."""
    if asked.person is None:
        raise RuntimeError("caller_found() is for whoever was found")
    return _who(asked.person, asked.organisation, asked.place, origin, language, sign_in)


def _who(
    person: Person, organisation: Organisation | None, place: Place | None, origin: Origin, language: str, sign_in: str
) -> Individual:
    if organisation is None or place is None:
        return Individual(person.id, language, person.time_zone, person.is_operator, sign_in, origin)
    roles = frozenset(Role(role) for role in place.roles)
    return Caller(
        person_id=person.id,
        language=language,
        time_zone=person.time_zone,
        is_operator=person.is_operator,
        sign_in=sign_in,
        origin=origin,
        organisation_id=organisation.id,
        membership_id=place.id,
        roles=roles,
        permissions=registry.permissions_of(roles, frozenset(organisation.domains)),
        group_ids=place.group_ids,
    )


def as_member(caller: Individual, organisation: Organisation) -> Caller:
    """Who has just become a member (or an owner again), so that what follows is done in the organisation's name."""
    person = Person.objects.get(id=caller.person_id)
    member = caller_for(person, organisation, caller.origin, caller.language, caller.sign_in)
    if not isinstance(member, Caller):
        raise RuntimeError("as_member() is for whoever is an active member")
    return member


def _active_place(person: Person, organisation_id: UUID) -> Place | None:
    """In one query, with the ids of its groups."""
    groups = GroupMembership.objects.filter(membership=OuterRef("pk")).values("group_id")
    found = (
        Membership.objects.active()
        .filter(organisation_id=organisation_id, person=person)
        .values_list("id", "roles", ArraySubquery(groups))
        .first()
    )
    return Place(found[0], tuple(found[1]), frozenset(found[2])) if found else None
