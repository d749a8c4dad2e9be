"""A person's telephone: theirs once they have typed the code that was sent there."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound, Unavailable
from lyceum.kernel.notifications.announcements import PhoneForgotten, PhoneProved
from lyceum.kernel.notifications.models import Phone
from lyceum.kernel.notifications.ports import CarrierRefused, CarrierUnavailable, Text, sms_sender
from lyceum.kernel.notifications.rules.number import international

GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5


def give_number(caller: Individual, number: str) -> Phone:
    """Sends a code there. Until it is typed nothing else goes to that number."""
    try:
        given = international(number)
    except ValueError as fault:
        message = _("Write the number with its country: +33 6 12 34 56 78.")
        raise Invalid(message, fields={"number": [message]}) from fault
    spend("phone_code", str(caller.person_id), capacity=4, per_seconds=3600)
    spend("phone_number", given, capacity=4, per_seconds=3600)
    code = f"{secrets.randbelow(1_000_000):06d}"
    phone = _written_down(caller, given, code)
    _send(caller, given, code)
    return phone


def prove_number(caller: Individual, code: str) -> Phone:
    """Each try is counted before it is judged, so that a refusal does not undo it."""
    mine = Phone.objects.filter(person_id=caller.person_id, verified_at=None)
    if not mine.exists():
        raise NotFound(_("Give your number first."))
    still_good = mine.filter(code_tries__lt=MOST_TRIES, code_sent_at__gt=timezone.now() - GOOD_FOR)
    if not still_good.update(code_tries=F("code_tries") + 1):
        raise Conflict(_("This code is no longer good. Ask for another one."))
    with transaction.atomic():
        phone = mine.select_for_update().get()
        if not constant_time_compare(phone.code_digest, _digest(caller, "".join(code.split()))):
            message = _("This is not the code that was sent.")
            raise Invalid(message, fields={"code": [message]})
        phone.verified_at, phone.code_digest = timezone.now(), ""
        phone.save()
        announce(caller, PhoneProved(phone.id))
    return phone


@transaction.atomic
def forget_number(caller: Individual) -> None:
    if phone := Phone.objects.filter(person_id=caller.person_id).first():
        announce(caller, PhoneForgotten(phone.id))
        phone.delete()


@transaction.atomic
def _written_down(caller: Individual, number: str, code: str) -> Phone:
    Phone.objects.filter(person_id=caller.person_id).delete()
    return Phone.objects.create(
        person_id=caller.person_id, number=number, code_digest=_digest(caller, code), code_sent_at=timezone.now()
    )


def _send(caller: Individual, number: str, code: str) -> None:
    words = _("%(code)s is your code for Lyceum. Whoever asks you for it is not us.") % {"code": code}
    message = Text(f"code:{new_identifier()}", number, words, person_id=caller.person_id)
    try:
        with sms_sender() as carrier:
            carrier.send(message)
    except CarrierUnavailable as outage:
        raise Unavailable(_("No text message can be sent now. Try again in a while.")) from outage
    except CarrierRefused as refusal:
        raise Invalid(_("This number takes no text messages.")) from refusal


def _digest(caller: Individual, code: str) -> str:
    return salted_hmac("lyceum.notifications.phone", f"{caller.person_id}:{code}", algorithm="sha256").hexdigest()
