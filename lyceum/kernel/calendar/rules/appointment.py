"""What may happen to an appointment, from each state, by each of the two: a pure machine.

Somebody proposes times (a *round*). The other accepts one, declines, or proposes others, and then the first is
asked. Once accepted, new times may still be proposed: until the other says yes it stays where it was. Who leads (a
teacher with a student; both among colleagues) may move it at once. Declined and cancelled are ends.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Act(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    COUNTER = "counter"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Standing:
    """``asker``: who made the proposal that waits for the other's answer; None where nothing waits."""

    state: State
    asker: object | None
    round: int = 1
    sequence: int = 0

    @property
    def is_over(self) -> bool:
        return self.state in (State.DECLINED, State.CANCELLED)

    def waits_for(self, person: object) -> bool:
        return self.asker is not None and self.asker != person


class NotNow(Exception):
    """This cannot be done by this person as things stand."""


def proposed_by(person: object) -> Standing:
    return Standing(State.PROPOSED, person)


def acts_for(standing: Standing, person: object, *, leads: bool) -> frozenset[Act]:
    """All that this one of the two may do now."""
    if standing.is_over:
        return frozenset()
    acts = {Act.COUNTER, Act.CANCEL}
    if standing.waits_for(person):
        acts |= {Act.ACCEPT, Act.DECLINE}
    if leads and standing.state == State.ACCEPTED:
        acts.add(Act.MOVE)
    return frozenset(acts)


def after(standing: Standing, act: Act, person: object, *, leads: bool) -> Standing:
    """How it stands then. Raises NotNow. A time that changed once it stood makes ``sequence`` grow."""
    if act not in acts_for(standing, person, leads=leads):
        raise NotNow(f"{act} in {standing.state}")
    stood = standing.state == State.ACCEPTED
    match act:
        case Act.ACCEPT:
            return replace(standing, state=State.ACCEPTED, asker=None, sequence=standing.sequence + stood)
        case Act.DECLINE:
            return replace(standing, state=State.ACCEPTED if stood else State.DECLINED, asker=None)
        case Act.COUNTER:
            return replace(standing, asker=person, round=standing.round + 1)
        case Act.MOVE:
            return replace(standing, asker=None, sequence=standing.sequence + 1)
        case Act.CANCEL:
            return replace(standing, state=State.CANCELLED, asker=None, sequence=standing.sequence + stood)
