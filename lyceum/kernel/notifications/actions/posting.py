"""A mail to an address that is not reached through the centre: a code, a reset, an invitation."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.identity.models import Person
from lyceum.kernel.notifications.actions.sending import send_letter
from lyceum.kernel.notifications.models import Letter
from lyceum.kernel.notifications.queries.composing import Written


def post_letter(
    organisation_id: UUID | None, address: str, written: Written, *, key: str, enclosed: Sequence[Enclosure] = ()
) -> Letter:
    """Sent after commit, once per ``key``. What is enclosed is kept with the words, sealed, until they are sent."""
    person = Person.objects.filter(email__iexact=address).first()
    words: dict[str, Any] = asdict(written)
    if enclosed:
        words["enclosed"] = [asdict(file) | {"content": b64encode(file.content).decode()} for file in enclosed]
    content = {"person": person, "address": address, "words": json.dumps(words)}
    with transaction.atomic(savepoint=False):
        letter, is_new = Letter.objects.get_or_create(key=key, defaults=content)
        if is_new:
            send_letter.later(organisation_id=organisation_id, letter_id=letter.id)
    return letter
