"""What happens to an account: it is made, proved, changed, suspended. Other ways in are closed where they must be."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound
from lyceum.kernel.identity.actions.membership import sort_again
from lyceum.kernel.identity.actions.sign_in import end_every_sign_in, end_other_sign_ins
from lyceum.kernel.identity.announcements import (
    AddressChanged,
    FactorChanged,
    OutsideAccountChanged,
    PasswordChanged,
    PersonJoined,
    PersonRestored,
    PersonSuspended,
    PersonVerified,
    ProfileChanged,
    SignInRefused,
    UnprovedAccountCleared,
)
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.ports import entrance
from lyceum.kernel.identity.rules.alone import alone
from lyceum.kernel.identity.rules.profile import faulty_fields

PROFILE_FIELDS = ("name", "language", "time_zone", "theme")


def note_joined(caller: Individual) -> None:
    _note(caller, PersonJoined(caller.person_id))


def prove_address(caller: Individual, *, by_the_newcomer: bool) -> None:
    """The first proof of an account's address, and so the moment to welcome its person.

    ``by_the_newcomer``: by whoever made the account, in the same go. Otherwise somebody may have made it with
    another person's address, to share it once they come: every way in that was set up before is removed.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=caller.person_id)
        if not by_the_newcomer and entrance().unproved_claims_cleared(person):
            announce(alone(caller), UnprovedAccountCleared(person.id))
        announce(alone(caller), PersonVerified(person.id))


def note_password_changed(caller: Individual) -> None:
    """Whoever knew the former password is out."""
    with transaction.atomic():
        announce(alone(caller), PasswordChanged(caller.person_id))
        end_other_sign_ins(caller, "credentials")


def note_address_changed(caller: Individual) -> None:
    _note(caller, AddressChanged(caller.person_id))


def note_factor_changed(caller: Individual, factor: str, change: str) -> None:
    _note(caller, FactorChanged(caller.person_id, factor, change))


def note_outside_account_changed(caller: Individual, provider: str, change: str) -> None:
    _note(caller, OutsideAccountChanged(caller.person_id, provider, change))


def note_refused(caller: Visitor, reason: str) -> None:
    with transaction.atomic():
        announce(Visitor(None, caller.language, caller.origin), SignInRefused(reason))


def change_profile(caller: Individual, changes: Mapping[str, Any]) -> Person:
    faults = list(faulty_fields(changes, dict(settings.LANGUAGES)))
    if faults:
        said = _("This cannot be chosen.")
        raise Invalid(_("Some fields are not right."), fields={name: [said] for name in faults})
    with transaction.atomic():
        person = Person.objects.select_for_update().get(id=caller.person_id)
        changed = [name for name in PROFILE_FIELDS if name in changes and getattr(person, name) != changes[name]]
        for name in changed:
            setattr(person, name, changes[name])
        if changed:
            person.save(update_fields=changed)
            announce(alone(caller), ProfileChanged(person.id, changed))
        if "name" in changed:
            sort_again(caller)
    return person


def suspend_person(caller: Individual, person_id: UUID) -> None:
    """They are signed out everywhere, at once, and cannot come back until restored. A repeat changes nothing."""
    refuse_unless(caller.is_operator)
    if caller.person_id == person_id:
        raise Conflict(_("You cannot suspend yourself."))
    with transaction.atomic():
        if _set_active(person_id, False):
            announce(alone(caller), PersonSuspended(person_id))
            end_every_sign_in(caller, person_id, "suspended")


def restore_person(caller: Individual, person_id: UUID) -> None:
    refuse_unless(caller.is_operator)
    with transaction.atomic():
        if _set_active(person_id, True):
            announce(alone(caller), PersonRestored(person_id))


def _set_active(person_id: UUID, active: bool) -> bool:
    """Whether it was otherwise."""
    found = Person.objects.filter(id=person_id)
    if not found.exists():
        raise NotFound(_("There is nobody here to whom this could be done."))
    return bool(found.exclude(is_active=active).update(is_active=active))


def _note(caller: Individual, fact: Any) -> None:
    with transaction.atomic():
        announce(alone(caller), fact)
