"""To be forgotten: asked for, thought over for seven days, then done everywhere and for good."""

import json
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.queries.organisation import organisations_owned_alone
from lyceum.kernel.media.ports import store
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.privacy.actions.forgetting import forget_here
from lyceum.kernel.privacy.announcements import ErasureCancelled, ErasureRequested, MemberErased, PersonErased
from lyceum.kernel.privacy.models import Erasure
from lyceum.kernel.privacy.queries.departure import waiting_erasure
from lyceum.kernel.privacy.queries.kept import places_of
from lyceum.kernel.privacy.rules.alone import alone
from lyceum.kernel.privacy.rules.subject import subject_of

GRACE = timedelta(days=7)
JOURNAL = "erasures"
log = structlog.get_logger("lyceum.privacy")


@transaction.atomic
def request_erasure(caller: Individual) -> Erasure:
    """Nothing is lost for seven days. Refused while an organisation would be left without an owner."""
    Person.objects.select_for_update().get(id=caller.person_id)
    if waiting := waiting_erasure(caller):
        return waiting
    _refuse_orphans(caller)
    due = timezone.now() + GRACE
    erasure: Erasure = Erasure.objects.create(
        person_id=caller.person_id, subject=subject_of(caller.person_id), due_at=due
    )
    announce(alone(caller), ErasureRequested(erasure.id, due.date().isoformat()))
    notify(
        None,
        "privacy.erasure_requested",
        [caller.person_id],
        key=erasure.id,
        path="/account/privacy/",
        about={"due": due.date().isoformat()},
    )
    return erasure


@transaction.atomic
def cancel_erasure(caller: Individual) -> None:
    erasure = Erasure.objects.waiting().select_for_update().filter(person_id=caller.person_id).first()
    if erasure is None:
        raise NotFound(_("Your account is not about to be deleted."))
    erasure.cancelled_at = timezone.now()
    erasure.save(update_fields=["cancelled_at"])
    announce(alone(caller), ErasureCancelled(erasure.id))


def carry_out_due(organisation_id: UUID | None) -> int:
    """Each in a job of its own, so that one that fails holds up no other."""
    due = list(Erasure.objects.waiting().filter(due_at__lte=timezone.now()).values_list("id", flat=True))
    for erasure_id in due:
        carry_out.later(organisation_id=None, once=str(erasure_id), erasure_id=erasure_id)
    return len(due)


@job(queue="privacy")
def carry_out(organisation_id: UUID | None, erasure_id: UUID) -> None:
    """Harmless to run twice, and to run on after a worker was killed in the middle."""
    erasure = Erasure.objects.waiting().filter(id=erasure_id, due_at__lte=timezone.now()).first()
    if erasure and erasure.person_id:
        caller = Individual(erasure.person_id)
        if organisations_owned_alone(caller):
            log.warning("erasure_waits", erasure=str(erasure.id))  # until the organisation is handed over
            return
        erase_person(caller)


def erase_person(caller: Individual) -> Erasure:
    """Rows, files, sign-ins, tokens, jobs, mails: in every organisation, then in none. There is no way back."""
    subject = subject_of(caller.person_id)
    for place in places_of(caller):
        with transaction.atomic():
            if forget_here(caller, place) and place.organisation:
                announce(Visitor(place.organisation.id), MemberErased(caller.person_id))
    _note_in_journal(subject)
    with transaction.atomic():
        announce(Visitor(), PersonErased(subject))
        return _done(subject)


def _refuse_orphans(caller: Individual) -> None:
    names = ", ".join(organisation.name for organisation in organisations_owned_alone(caller))
    if names:
        message = _("You are the only owner of %(names)s. Hand over or close first: nobody else could.")
        raise Conflict(message % {"names": names}, code="only_owner")


def _done(subject: str) -> Erasure:
    """The person is gone, so what remains of their wish is a line that names nobody."""
    now = timezone.now()
    erasure: Erasure | None = Erasure.objects.waiting().filter(subject=subject).first()
    if erasure is None:
        return Erasure.objects.create(subject=subject, due_at=now, done_at=now)
    erasure.done_at = now
    erasure.save(update_fields=["done_at"])
    return erasure


def _note_in_journal(subject: str) -> None:
    """Beside the database, so that a restored backup can be told whom it must forget again."""
    line = json.dumps({"subject": subject, "at": timezone.now().isoformat()}).encode()
    store().put(f"{JOURNAL}/{subject}", line, content_type="application/json", disposition="attachment")
