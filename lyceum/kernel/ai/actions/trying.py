"""Try one provider of the chain: it says hello, and how long that took."""

from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lyceum.kernel.ai.actions.asking import ask
from lyceum.kernel.ai.actions.breaking import reset
from lyceum.kernel.ai.actions.chain import refuse_in_transaction
from lyceum.kernel.ai.actions.embedding import embed
from lyceum.kernel.ai.actions.tasks import SAY_HELLO, TRY
from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.permissions import may_configure
from lyceum.kernel.ai.ports import ProviderFault
from lyceum.kernel.ai.queries.chain import links_for, place_of
from lyceum.kernel.ai.rules.event import Done, Outcome, Words
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound, Unavailable

_WORKED = {Outcome.ANSWERED, Outcome.SHORTENED}
_HELLO = gettext_lazy("Say hello to the administrator who is trying you.")
_LANGUAGES = {"fr": "French", "en": "English"}


@dataclass(frozen=True, slots=True)
class Trial:
    """``text``: what it said; of a maker of vectors, how long they are. ``fault`` is empty when it works."""

    link_id: UUID
    text: str = ""
    fault: str = ""
    detail: str = ""
    milliseconds: int = 0
    first_word_milliseconds: int | None = None

    @property
    def works(self) -> bool:
        return not self.fault


def try_link(caller: Caller, link_id: UUID) -> Trial:
    """Even where its circuit is open: somebody says that it should work by now."""
    refuse_unless(may_configure(caller))
    refuse_in_transaction()
    link: Link | None = links_for(caller).filter(id=link_id).first()
    if link is None:
        raise NotFound(_("This provider is not in the chain any more."))
    spend("ai.try", str(caller.person_id), capacity=20, per_seconds=600)
    reset(caller.organisation_id, place_of(caller.organisation_id, link))
    return _hello(caller, link) if link.model else _measure(caller, link)


def _hello(caller: Caller, link: Link) -> Trial:
    with override(caller.language):
        said = str(_HELLO)
    parts = {"language": _LANGUAGES.get(caller.language, "English")}
    text, fault, detail, first, started = "", "", "", None, perf_counter()
    for event in ask(caller, TRY, SAY_HELLO, said, parts, only=link.id):
        if isinstance(event, Words):
            first = first or _since(started)
            text += event.text
        elif isinstance(event, Done) and event.outcome not in _WORKED:
            fault, detail = event.fault or event.outcome, event.detail
    return Trial(link.id, text, fault, detail, _since(started), first)


def _measure(caller: Caller, link: Link) -> Trial:
    started = perf_counter()
    try:
        vectors = embed(caller.organisation_id, [str(_HELLO)], caller.person_id, only=link.id)
    except Unavailable as refusal:
        cause = refusal.__cause__
        fault, detail = (cause.fault, cause.detail) if isinstance(cause, ProviderFault) else (Outcome.CAPPED, "")
        return Trial(link.id, "", fault, detail, _since(started))
    if not vectors:
        return Trial(link.id, fault=Outcome.NO_MODEL)
    text = _("Vectors of %(length)s numbers.") % {"length": len(vectors[0])}
    return Trial(link.id, text, milliseconds=_since(started))


def _since(started: float) -> int:
    return round((perf_counter() - started) * 1000)
