"""Organisations: found by their address, listed for a person."""

from uuid import UUID

from django.db.models import QuerySet

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Organisation, Person


def organisation_by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def organisation_of(caller: Caller | Visitor) -> Organisation:
    return Organisation.objects.get(id=caller.organisation_id)


def memberships_of(caller: Individual) -> QuerySet[Membership]:
    """The caller's own active memberships, in every organisation, each with its organisation."""
    found: QuerySet[Membership] = (
        Membership.objects.own(caller).active().select_related("organisation").order_by("organisation__name")
    )
    return found


def closed_memberships_of(caller: Individual) -> QuerySet[Membership]:
    """Of organisations that the caller owns and has closed: they may open them again."""
    found: QuerySet[Membership] = (
        Membership.objects.own(caller)
        .filter(roles__contains=[Role.OWNER], organisation__closed_at__isnull=False, suspended_at=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    return found


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Where the person is an active member. Their own scope must be entered (it is, in a request of theirs)."""
    places = Membership.objects.filter(person=person).active()
    return Organisation.objects.filter(id__in=places.values("organisation_id")).order_by("name")


def organisations_owned_alone(person_id: UUID) -> list[Organisation]:
    """Open organisations that would have no owner without this person: they are handed over or closed first.

    The person's own scope must be entered.
    """
    owned = Membership.objects.filter(person_id=person_id, roles__contains=[Role.OWNER]).select_related("organisation")
    return [place.organisation for place in owned if place.organisation.is_open and _is_alone(place)]


def _is_alone(place: Membership) -> bool:
    with scope.entered(place.organisation_id, place.person_id):
        others = Membership.objects.filter(organisation_id=place.organisation_id).owning().exclude(id=place.id)
        return not others.exists()
