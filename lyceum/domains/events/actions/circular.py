"""A letter to those who come, or to some of them: whom, is fixed as it is sent; each is told exactly once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import CircularSent, LettersRefused
from lyceum.domains.events.models import Circular, CircularCopy, CopyState, LetterRefusal, Ticket
from lyceum.domains.events.queries.circular import copy_behind, refuses_letters
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.domains.events.queries.segment import Segment, addressees, mark_of
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.notifications.actions.addressing import tell_address
from lyceum.kernel.notifications.actions.notifying import notify

LONGEST_SUBJECT, LONGEST_TEXT = 150, 4000
AT_ONCE = 50  # in one transaction


@dataclass(frozen=True, slots=True)
class CircularText:
    subject: str
    text: str
    is_change: bool = False
    segment: Segment = field(default_factory=Segment)


def send_circular(caller: Caller, event_id: UUID, circular_id: UUID, text: CircularText) -> Circular:
    """The id is the client's: sent again, it is the same letter, and nobody has it twice."""
    spend("events.circular", str(event_id), capacity=20, per_seconds=86_400)
    with transaction.atomic():
        event = event_to_change(caller, event_id, lock=False)
        if known := Circular.objects.within(caller).filter(event=event, id=circular_id).first():
            return known
        if faults := {name: [fault] for name, fault in _faults(text)}:
            raise Invalid(_("Some fields are not right."), fields=faults)
        found = addressees(caller, event, text.segment)
        if not found:
            raise Conflict(_("There is nobody whom this would reach."), code="nobody")
        circular = Circular(
            id=circular_id,
            organisation_id=event.organisation_id,
            event=event,
            author_id=caller.person_id,
            subject=text.subject.strip(),
            text=text.text.strip(),
            is_change=text.is_change,
            segment=text.segment.as_json(),
        )
        _make(circular)
        copies = [
            CircularCopy(
                organisation_id=event.organisation_id,
                circular=circular,
                order_id=one.order_id,
                ticket_id=one.ticket_id,
                mark=mark_of(circular.id, one.email),
            )
            for one in found
        ]
        CircularCopy.objects.bulk_create(copies, batch_size=1000)
        announce(caller, CircularSent(circular.id, event.id, len(copies)))
        carry_circular.later(organisation_id=event.organisation_id, circular_id=circular.id)
    return circular


@job(queue="mail")
def carry_circular(organisation_id: UUID, circular_id: UUID) -> None:
    while tell_some(organisation_id, circular_id) == AT_ONCE:
        pass


@transaction.atomic
def tell_some(organisation_id: UUID, circular_id: UUID) -> int:
    """What is told and that it is told are one commit: a job that falls over goes on where it stood."""
    rows = CircularCopy.objects.filter(
        organisation_id=organisation_id, circular_id=circular_id, state=CopyState.WAITING
    )
    rows = rows.select_for_update(skip_locked=True, of=("self",)).order_by("id")
    copies = list(rows.select_related("circular__event__organisation", "order", "ticket")[:AT_ONCE])
    people = {person for copy in copies if (person := _person(copy))}
    members = Membership.objects.filter(organisation_id=organisation_id, person_id__in=people, person__is_active=True)
    known = set(members.values_list("person_id", flat=True))
    for copy in copies:
        copy.state = _tell(organisation_id, copy, known)
    CircularCopy.objects.bulk_update(copies, ["state"])
    return len(copies)


def refuse_letters(caller: Anyone, copy_id: UUID, secret: str) -> None:
    """From the link in a letter. Idempotent."""
    shop = shop_of(caller)
    with transaction.atomic():
        copy = copy_behind(shop, copy_id, secret)
        email = _email(copy)
        if email and not refuses_letters(shop, email):
            refusal = LetterRefusal(organisation_id=copy.organisation_id, email=email, person_id=_person(copy))
            LetterRefusal.objects.bulk_create([refusal], ignore_conflicts=True)
            announce(caller, LettersRefused(copy.circular_id), about=copy.organisation_id)


def accept_letters(caller: Anyone, copy_id: UUID, secret: str) -> None:
    """It was a mistake."""
    shop = shop_of(caller)
    with transaction.atomic():
        copy = copy_behind(shop, copy_id, secret)
        index = LetterRefusal._meta.get_field("email_index")
        candidates = index.candidates(_email(copy), copy.organisation_id)  # type: ignore[union-attr]
        if LetterRefusal.objects.within(shop).filter(email_index__in=candidates).delete()[0]:
            announce(caller, LettersRefused(copy.circular_id, is_taken_back=True), about=copy.organisation_id)


def _make(circular: Circular) -> None:
    try:
        with transaction.atomic():
            circular.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault


def _faults(text: CircularText) -> Iterator[tuple[str, str]]:
    for name, most in (("subject", LONGEST_SUBJECT), ("text", LONGEST_TEXT)):
        if not 0 < len(getattr(text, name).strip()) <= most:
            yield name, _("From 1 to %(most)s characters.") % {"most": most}


def _tell(organisation_id: UUID, copy: CircularCopy, members: set[UUID]) -> CopyState:
    circular, person = copy.circular, _person(copy)
    kind = "events.event_news" if circular.is_change else "events.attendee_letter"
    about = {"title": circular.event.title, "heading": circular.subject, "text": circular.text}
    if person in members:
        notify(organisation_id, kind, [person], key=copy.id, path=_path(copy), about=about)
        return CopyState.NOTIFIED
    email = _email(copy)
    if not email or (not circular.is_change and refuses_letters(Visitor(organisation_id), email)):
        return CopyState.DECLINED
    _mail(organisation_id, copy, kind, email, about)
    return CopyState.MAILED


def _mail(organisation_id: UUID, copy: CircularCopy, kind: str, email: str, about: Mapping[str, str]) -> None:
    slug, order = copy.circular.event.organisation.slug, copy.order
    with translation.override(order.language):
        button = _("Open my ticket") if copy.ticket else _("Open my order")
    tell_address(
        organisation_id,
        kind,
        email,
        key=copy.id,
        language=order.language,
        name=copy.ticket.holder_name if copy.ticket else order.name,
        link=(absolute(slug, _path(copy)), button),
        about=about,
        stop="" if copy.circular.is_change else absolute(slug, inside("events:letters", copy.id, copy.secret)),
    )


def _path(copy: CircularCopy) -> str:
    if copy.ticket:
        return inside("events:ticket", copy.ticket.id, copy.ticket.secret)
    return inside("events:order", copy.order.code, copy.order.secret)


def _email(copy: CircularCopy) -> str:
    ticket: Ticket | None = copy.ticket
    return str(ticket.holder_email if ticket else copy.order.email)


def _person(copy: CircularCopy) -> UUID | None:
    if copy.ticket is None:
        return copy.order.person_id
    return copy.ticket.person_id if copy.ticket.person_id != copy.order.person_id else None
