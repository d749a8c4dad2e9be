"""The worker looks for jobs here."""

from uuid import UUID

from lyceum.domains.events.actions.asking_names import ask_for_names
from lyceum.domains.events.actions.calling_off import give_all_back
from lyceum.domains.events.actions.circular import carry_circular
from lyceum.domains.events.actions.hook_carrying import carry_due, carry_hook
from lyceum.domains.events.actions.offering import lapse_offers
from lyceum.domains.events.actions.pulse import tell_availability
from lyceum.domains.events.actions.releasing import expire_orders
from lyceum.domains.events.actions.reminding import remind_buyers
from lyceum.domains.events.actions.resuming import resume_orders
from lyceum.domains.events.demo.crowd import come
from lyceum.kernel.foundation.jobs import job

__all__ = [
    "carry",
    "carry_circular",
    "carry_hook",
    "come",
    "expire",
    "give_all_back",
    "lapse",
    "remind",
    "resume",
    "tell_availability",
]


@job(every="* * * * *")
def expire(organisation_id: UUID | None) -> None:
    expire_orders(organisation_id)


@job(every="* * * * *")
def lapse(organisation_id: UUID | None) -> None:
    lapse_offers(organisation_id)


@job(every="*/3 * * * *")
def resume(organisation_id: UUID | None) -> None:
    resume_orders(organisation_id)


@job(every="*/15 * * * *")
def remind(organisation_id: UUID | None) -> None:
    remind_buyers(organisation_id)


@job(every="* * * * *")
def carry(organisation_id: UUID | None) -> None:
    carry_due(organisation_id)


@job(every="7 * * * *")
def names(organisation_id: UUID | None) -> None:
    ask_for_names(organisation_id)
