"""The circuit breaker: who keeps failing is left alone for a while, by every process at once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lyceum.kernel.ai.models import Breaker
from lyceum.kernel.ai.queries.chain import Place
from lyceum.kernel.ai.rules.breaker import COUNTED, PROBE_SECONDS, cooling, opens_after
from lyceum.kernel.ai.rules.event import Fault

_COUNT = """
    INSERT INTO ai_breaker AS b (digest, failures) VALUES (%s, 1)
    ON CONFLICT (digest) DO UPDATE SET failures = b.failures + 1, probed_until = NULL
    RETURNING failures
"""


@dataclass(frozen=True, slots=True)
class Circuit:
    """What was seen of a provider before it is called. ``has_failed``: a success has something to clear."""

    digest: str
    is_closed: bool
    has_failed: bool = False


def circuit_of(organisation_id: UUID, place: Place) -> Circuit:
    """Closed; or open, and then one call may pass to probe it once it has cooled."""
    digest = _digest(organisation_id, place)
    found = Breaker.objects.filter(digest=digest).first()
    if found is None or found.open_until is None:
        return Circuit(digest, True, found is not None)
    return Circuit(digest, found.open_until <= timezone.now() and _may_probe(digest), True)


def note_success(organisation_id: UUID, circuit: Circuit) -> None:
    if circuit.has_failed:
        Breaker.objects.filter(digest=circuit.digest).delete()


def note_failure(organisation_id: UUID, circuit: Circuit, fault: Fault) -> None:
    """A question that does not fit says nothing of the provider, but that it is there."""
    if fault not in COUNTED:
        return note_success(organisation_id, circuit)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [circuit.digest])
        (failures,) = cursor.fetchone()
    if opens_after(failures, fault):
        until = timezone.now() + timedelta(seconds=cooling(failures))
        Breaker.objects.filter(digest=circuit.digest).update(open_until=until)
    return None


def reset(organisation_id: UUID, place: Place) -> None:
    """Its settings were changed, or somebody says that it works again."""
    Breaker.objects.filter(digest=_digest(organisation_id, place)).delete()


def _may_probe(digest: str) -> bool:
    """One of all the processes."""
    now = timezone.now()
    free = Q(probed_until=None) | Q(probed_until__lte=now)
    rows = Breaker.objects.filter(free, digest=digest, open_until__lte=now)
    return bool(rows.update(probed_until=now + timedelta(seconds=PROBE_SECONDS)))


def _digest(organisation_id: UUID, place: Place) -> str:
    """One's own key is one's own: that of another organisation may be refused."""
    to, whose = place.connection, "" if place.is_shared else str(organisation_id)
    told = "\n".join([whose, to.vendor, to.model, to.embedding_model, to.address, to.key])
    return salted_hmac("lyceum.ai.breaker", told, algorithm="sha256").hexdigest()
