"""Texts as vectors, by the one model that the organisation's chain names first: others' cannot be compared."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.ai.actions.chain import Journey, refuse_in_transaction
from lyceum.kernel.ai.actions.tasks import EMBED
from lyceum.kernel.ai.ports import ProviderFault, provider
from lyceum.kernel.ai.queries.chain import ready_of
from lyceum.kernel.ai.rules.asked import Asked
from lyceum.kernel.ai.rules.prompt import Turn
from lyceum.kernel.foundation import limits
from lyceum.kernel.foundation.rules.refusal import TooMany, Unavailable

BATCH = 64  # texts in one call
PATIENCE = 3.0  # seconds, while somebody waits


def embed(
    organisation_id: UUID,
    texts: Sequence[str],
    person_id: UUID | None = None,
    only: UUID | None = None,
    seconds: float = EMBED.total_seconds,
) -> list[list[float]] | None:
    """One vector for each text; None where nothing here makes vectors. Unavailable: it may be tried again."""
    refuse_in_transaction()
    able = (place for place in ready_of(organisation_id) if place.connection.embedding_model)
    place = next((place for place in able if only in {None, place.link_id}), None)
    if place is None:
        return None
    made: list[list[float]] = []
    for start in range(0, len(texts), BATCH):
        some = texts[start : start + BATCH]
        asked = Asked(organisation_id, person_id, "UTC", EMBED, turns=[Turn(text) for text in some])
        made += _vectors(Journey(asked, iter([place]), price=lambda chosen: chosen.embedding_price), some, seconds)
    return made


def embed_question(organisation_id: UUID, text: str) -> list[float] | None:
    """Of what somebody asks now: None, never a refusal, where there is no vector in time. Words alone must do then."""
    if limits._could_be_undone():
        return None
    try:
        made = embed(organisation_id, [text], seconds=PATIENCE)
    except (Unavailable, TooMany):
        return None
    return made[0] if made else None


def _vectors(journey: Journey, texts: Sequence[str], seconds: float) -> list[list[float]]:
    call = journey.next()
    if call is None:
        journey.without_anybody()
        raise Unavailable(_("What finds similar passages is resting. It is tried again later."))
    try:
        made, tally = provider(call.place.connection).embed(texts, seconds)
    except ProviderFault as fault:
        call.fail(fault)
        raise Unavailable(_("What finds similar passages is resting. It is tried again later.")) from fault
    call.succeed(tally)
    return made
