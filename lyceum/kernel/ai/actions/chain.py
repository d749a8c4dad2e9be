"""One question on its way through the chain: who is asked next, and what is written down of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.ai.actions.breaking import Circuit, circuit_of, note_failure, note_success
from lyceum.kernel.ai.actions.ledger import CapReached, Entry, begin, finish, note, used_by
from lyceum.kernel.ai.ports import ProviderFault, Tally
from lyceum.kernel.ai.queries.chain import Place
from lyceum.kernel.ai.rules.asked import Asked
from lyceum.kernel.ai.rules.event import Outcome, Usage
from lyceum.kernel.ai.rules.price import Price
from lyceum.kernel.ai.rules.task import WhenCapped
from lyceum.kernel.foundation import limits
from lyceum.kernel.foundation.rules.refusal import TooMany


def refuse_in_transaction() -> None:
    """A vendor that takes a minute would hold a transaction, its locks and its connection for as long.

    The transaction that a test wraps around everything is not the program's: ``limits`` knows it apart.
    """
    if limits._could_be_undone():
        raise RuntimeError("a provider is never called inside a transaction: commit first")


@dataclass(frozen=True, slots=True)
class Call:
    """A place whose turn has come."""

    entry: Entry
    circuit: Circuit

    @property
    def place(self) -> Place:
        return self.entry.place

    @property
    def organisation_id(self) -> UUID:
        return self.entry.asked.organisation_id

    def succeed(self, tally: Tally, heard: str = "") -> Usage:
        used = self._used(tally, heard)
        finish(self.organisation_id, self.entry, Outcome.ANSWERED if tally.is_whole else Outcome.SHORTENED, used)
        note_success(self.organisation_id, self.circuit)
        return used

    def fail(self, fault: ProviderFault, heard: str = "") -> Usage:
        """What was heard before it broke is charged; what was refused is not."""
        used = self._used(Tally(), heard) if heard else Usage()
        finish(self.organisation_id, self.entry, Outcome.CUT if heard else Outcome.FAILED, used, fault)
        note_failure(self.organisation_id, self.circuit, fault.fault)
        return used

    def leave(self, heard: str) -> None:
        finish(self.organisation_id, self.entry, Outcome.LEFT, self._used(Tally(), heard))

    def _used(self, tally: Tally, heard: str) -> Usage:
        counted = (tally.tokens_in, tally.tokens_out)
        return used_by(self.organisation_id, self.entry.price, self.entry.asked, counted, heard)


@dataclass(slots=True)
class Journey:
    """``places`` are tried in order; ``price`` says which of a place's prices counts."""

    asked: Asked
    places: Iterator[Place]
    price: Callable[[Place], Price] = lambda place: place.price
    attempts: int = 0
    capped: CapReached | None = None
    used: list[Usage] = field(default_factory=list)
    fault: ProviderFault | None = None

    def next(self) -> Call | None:
        """Past those whose circuit is open, and those that a cap forbids while a free one may follow."""
        for place in self.places:
            circuit = circuit_of(self.asked.organisation_id, place)
            if not circuit.is_closed:
                continue
            try:
                attempt = self.attempts + 1
                entry = begin(self.asked.organisation_id, self.asked, place, attempt, self.price(place))
            except CapReached as capped:
                self.capped = capped
                continue
            self.attempts += 1
            return Call(entry, circuit)
        return None

    def without_anybody(self) -> Outcome:
        """Nobody could be asked at all. Raises TooMany for a task that wants its caller to know."""
        outcome = Outcome.CAPPED if self.capped else Outcome.FAILED
        note(self.asked.organisation_id, self.asked, outcome)
        if self.capped and self.asked.task.when_capped is WhenCapped.REFUSE:
            raise TooMany(_of_cap(self.capped), retry_after=3600)
        return outcome

    @property
    def total(self) -> Usage:
        used = self.used
        return Usage(sum(u.tokens_in for u in used), sum(u.tokens_out for u in used), sum(u.cost for u in used))


def _of_cap(capped: CapReached) -> str:
    if capped.of_person:
        return _("You have asked as many questions as one person may in a day. Come back tomorrow.")
    return _("Your organisation has spent what it allows itself on AI this month.")
