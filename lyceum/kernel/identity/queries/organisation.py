"""Organisations: found by their address, listed for a person."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Organisation
from lyceum.kernel.identity.rules.slug import LONGEST, stem, suggested


def organisation_by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def organisation_of(caller: Caller | Visitor) -> Organisation:
    if caller.organisation_id is None:
        raise NotFound(_("This address belongs to an organisation: open it there."))
    return Organisation.objects.get(id=caller.organisation_id)


def free_slug(caller: Individual, name: str) -> str:
    """An address made from the name that nobody has yet."""
    used = Organisation.objects.filter(slug__startswith=stem(name)[: LONGEST - 6]).values_list("slug", flat=True)
    return suggested(name, {*used, *settings.RESERVED_SLUGS})


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


def suspended_memberships_of(caller: Individual) -> QuerySet[Membership]:
    """Of organisations that this installation's operator has suspended: not lost, and not to be entered."""
    found: QuerySet[Membership] = (
        Membership.objects.own(caller)
        .filter(organisation__suspended_at__isnull=False, suspended_at=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    return found


def organisations_owned_alone(caller: Individual) -> list[Organisation]:
    """Open organisations that would have no owner without the caller: to be handed over or closed before they go."""
    with scope.entered(None, caller.person_id):
        owned = list(memberships_of(caller).filter(roles__contains=[Role.OWNER]))
    return [place.organisation for place in owned if _is_alone(place)]


def _is_alone(place: Membership) -> bool:
    with scope.entered(place.organisation_id, place.person_id):
        others = Membership.objects.filter(organisation_id=place.organisation_id).owning().exclude(id=place.id)
        return not others.exists()
