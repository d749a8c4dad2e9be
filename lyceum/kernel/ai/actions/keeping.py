"""Answers kept for an hour, for tasks that repeat: sealed for their organisation, in the shared cache."""

import hashlib
from uuid import UUID

from django.core.cache import cache

from lyceum.kernel.foundation.models.encrypted import keyring
from lyceum.kernel.foundation.rules.sealing import BrokenSeal

KEPT_SECONDS = 3600
_PLACE = "ai.answer"


def kept_answer(organisation_id: UUID, digest: str) -> str | None:
    sealed = cache.get(_name(organisation_id, digest))
    try:
        return keyring().open(sealed, _PLACE) if sealed else None
    except BrokenSeal:
        return None


def keep_answer(organisation_id: UUID, digest: str, text: str) -> None:
    sealed = keyring().seal(text, _PLACE, organisation_id)
    cache.set(_name(organisation_id, digest), sealed, KEPT_SECONDS)


def _name(organisation_id: UUID, digest: str) -> str:
    return "ai:" + hashlib.sha256(f"{organisation_id}\n{digest}".encode()).hexdigest()
