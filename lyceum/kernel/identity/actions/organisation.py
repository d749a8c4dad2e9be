"""Open an organisation, and change what it says of itself."""

from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.refusal import Invalid, Message
from lyceum.kernel.foundation.rules.roles import PARTICIPANTS, Role
from lyceum.kernel.identity.announcements import OrganisationChanged, OrganisationOpened
from lyceum.kernel.identity.models import Membership, Organisation, Person
from lyceum.kernel.identity.models.organisation import Kind
from lyceum.kernel.identity.permissions import may_change_organisation
from lyceum.kernel.identity.queries.caller import as_member
from lyceum.kernel.identity.queries.organisation import free_slug, organisation_of
from lyceum.kernel.identity.rules.preset import DOMAINS, PRESETS
from lyceum.kernel.identity.rules.slug import is_well_formed

_A_DAY = 86_400


@dataclass(frozen=True, kw_only=True)  # no slots: GraphQL would take their descriptors for what is meant by default
class OrganisationChanges:
    """What is to be said; ``None`` leaves as it is."""

    name: str | None = None
    kind: str | None = None
    description: str | None = None
    language: str | None = None
    time_zone: str | None = None
    hue: int | None = None
    domains: list[str] | None = None
    member_role: str | None = None
    is_public: bool | None = None

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def open_organisation(caller: Individual, slug: str, wish: OrganisationChanges) -> Organisation:
    """The caller becomes its owner. An empty ``slug`` is made from the name."""
    given = _with_preset(
        _checked({"name": "", "language": caller.language, "time_zone": caller.time_zone} | wish.given())
    )
    slug = slug.strip().lower() or free_slug(caller, given["name"])
    _check_slug(caller, slug, given["name"])
    spend("identity.open_organisation", str(caller.person_id), capacity=10, per_seconds=_A_DAY)
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(slug=slug, **given)
            _make_owner(caller, organisation)
    except IntegrityError as error:
        raise _taken(caller, slug, given["name"]) from error
    return organisation


def change_organisation(caller: Caller, changes: OrganisationChanges) -> Organisation:
    with transaction.atomic():
        refuse_unless(may_change_organisation(caller))
        organisation = organisation_of(caller)
        given = _checked(changes.given())
        changed = sorted(name for name, value in given.items() if getattr(organisation, name) != value)
        if changed:
            for name in changed:
                setattr(organisation, name, given[name])
            organisation.save(update_fields=changed)
            announce(caller, OrganisationChanged(organisation.id, changed))
    return organisation


def _make_owner(caller: Individual, organisation: Organisation) -> None:
    person = Person.objects.get(id=caller.person_id)
    with scope.entered(organisation.id, caller.person_id):
        Membership.objects.create(
            organisation=organisation, person=person, roles=[Role.OWNER], sort_key=normal(str(person))
        )
        owner = as_member(caller, organisation)
        announce(owner, OrganisationOpened(organisation.id, organisation.slug, organisation.kind))


def _with_preset(given: dict[str, Any]) -> dict[str, Any]:
    preset = PRESETS[given.setdefault("kind", Kind.SCHOOL)]
    return {"domains": list(preset.domains), "member_role": preset.member_role, **given}


def _check_slug(caller: Individual, slug: str, name: str) -> None:
    if not is_well_formed(slug):
        message = _("Use 2 to 40 small letters, digits and single hyphens, such as «%(free)s».")
        raise Invalid(_SOME_WRONG, fields={"slug": [message % {"free": free_slug(caller, name)}]})
    if slug in settings.RESERVED_SLUGS or Organisation.objects.filter(slug=slug).exists():
        raise _taken(caller, slug, name)


def _taken(caller: Individual, slug: str, name: str) -> Invalid:
    message = _("The address «%(slug)s» is taken. «%(free)s» is free.")
    return Invalid(
        _SOME_WRONG, fields={"slug": [message % {"slug": slug, "free": free_slug(caller, name)}]}, code="slug_taken"
    )


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    given = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    faults = {name: message for name, value in given.items() if (message := _fault(name, value))}
    if faults:
        raise Invalid(_SOME_WRONG, fields={name: [message] for name, message in faults.items()})
    return given


def _fault(name: str, value: Any) -> Message:
    """What is wrong with one field, or nothing."""
    right, message = {
        "name": (lambda: 2 <= len(value) <= 120, _("Give a name of 2 to 120 characters.")),
        "kind": (lambda: value in Kind.values, _("Choose one of the kinds.")),
        "description": (lambda: len(value) <= 2000, _("Use at most 2,000 characters.")),
        "language": (lambda: value in dict(settings.LANGUAGES), _("Choose one of the languages.")),
        "time_zone": (lambda: value in available_timezones(), _("Choose one of the time zones.")),
        "hue": (lambda: 0 <= value < 360, _("Choose one of the colours.")),
        "domains": (lambda: set(value) <= set(DOMAINS), _("Choose among the parts of Lyceum.")),
        "member_role": (lambda: value in PARTICIPANTS, _("Choose one of the members' roles.")),
    }.get(name, (lambda: True, ""))
    return "" if right() else message


_SOME_WRONG = _("Some fields are not right.")
