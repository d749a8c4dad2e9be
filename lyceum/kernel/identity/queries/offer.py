"""What an organisation offers, in words: its kind, its parts of Lyceum, its public page."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.addresses import absolute
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation


@dataclass(frozen=True, slots=True)
class Offer:
    name: Any
    text: Any
    icon: str


KIND_OFFERS = {
    "school": Offer(_("School"), _("Teachers, classes and students"), "graduation-cap"),
    "club": Offer(_("Club"), _("Coaches, squads and athletes"), "trophy"),
    "studio": Offer(_("Studio"), _("Courses, workshops and learners"), "palette"),
    "organiser": Offer(_("Organiser"), _("Teams, helpers and attendees"), "ticket"),
}
DOMAIN_OFFERS = {
    "learning": Offer(_("Learning"), _("Courses, cards and exercises that come back at the right time"), "book-open"),
    "penpal": Offer(_("Conversation"), _("Languages practised by writing and talking"), "languages"),
    "strength": Offer(_("Strength"), _("Programmes and logs for training with weights"), "dumbbell"),
    "endurance": Offer(_("Endurance"), _("Plans and workouts for running, riding and swimming"), "activity"),
    "events": Offer(_("Events"), _("Workshops and competitions, with seats to book"), "calendar-days"),
}


def domain_offers() -> dict[str, Offer]:
    """The domains that this installation has: nothing is offered that does not run."""
    return {code: offer for code, offer in DOMAIN_OFFERS.items() if apps.is_installed(f"lyceum.domains.{code}")}


@dataclass(frozen=True, slots=True)
class PublicPage:
    """``structured``: schema.org, for search engines."""

    organisation: Organisation
    kind: Offer
    offers: list[Offer]
    is_member: bool
    structured: dict[str, Any]


def public_page(caller: Anyone, organisation: Organisation) -> PublicPage:
    """Open to everybody while the organisation wants it; to members always."""
    is_member = isinstance(caller, Caller) and caller.organisation_id == organisation.id
    if not (organisation.is_open and (organisation.is_public or is_member)):
        raise NotFound(_("There is nothing at this address."))
    offers = [offer for code, offer in domain_offers().items() if code in organisation.domains]
    return PublicPage(organisation, KIND_OFFERS[organisation.kind], offers, is_member, _structured(organisation))


def _structured(organisation: Organisation) -> dict[str, Any]:
    kinds = {"school": "EducationalOrganization", "club": "SportsOrganization"}
    return {
        "@context": "https://schema.org",
        "@type": kinds.get(organisation.kind, "Organization"),
        "name": organisation.name,
        "description": organisation.description,
        "url": absolute(organisation.slug, "/"),
    }
