"""A mail to an address that is not reached through the centre: a code, a reset, an invitation."""

import json
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from lyceum.kernel.identity.models import Person
from lyceum.kernel.notifications.actions.sending import send_letter
from lyceum.kernel.notifications.models import Letter
from lyceum.kernel.notifications.queries.composing import Written


def post_letter(organisation_id: UUID | None, address: str, written: Written, *, key: str) -> Letter:
    """Sent after commit, once per ``key``."""
    person = Person.objects.filter(email__iexact=address).first()
    content = {"person": person, "address": address, "words": json.dumps(asdict(written))}
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(key=key, defaults=content)
        if is_new:
            send_letter.later(organisation_id=organisation_id, letter_id=letter.id)
    return letter
