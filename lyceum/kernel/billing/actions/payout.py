"""What a provider held, or what lay in the till, is at the bank: so says the provider, or who keeps the accounts."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.posting import post, reverse_entry
from lyceum.kernel.billing.announcements import PayoutTakenBack, PayoutWrittenDown
from lyceum.kernel.billing.models import Entry, PaymentAccount
from lyceum.kernel.billing.permissions import may_settle_payments
from lyceum.kernel.billing.ports import PayoutFact
from lyceum.kernel.billing.queries.payout import ABOUT, held_accounts
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.models import Organisation

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Arrived:
    """``id``: the client's own. ``account``: where it lay, as the books name it; ``fee``: what the provider kept."""

    id: UUID
    account: str
    currency: str
    amount: int
    day: date
    fee: int = 0


@transaction.atomic
def write_payout_down(caller: Caller, arrived: Arrived) -> None:
    """Never more than lies there; sent again, it is written down once."""
    refuse_unless(may_settle_payments(caller))
    _one_at_a_time(caller.organisation_id)
    if Entry.objects.within(caller).filter(key=f"payout:{arrived.id}").exists():
        return
    zone = ZoneInfo(Organisation.objects.values_list("time_zone", flat=True).get(id=caller.organisation_id))
    if arrived.amount <= 0 or arrived.fee < 0 or arrived.day > timezone.localdate(timezone=zone):
        raise Invalid(_("Say what has arrived, and when."), fields={"amount": [_("Say what has arrived, and when.")]})
    held = {(one.account, one.currency): one.balance for one in held_accounts(caller)}
    if arrived.amount + arrived.fee > held.get((arrived.account, arrived.currency), 0):
        raise Conflict(_("That is more than lies there."), code="more_than_held")
    about = posting.About(ABOUT, arrived.id, arrived.currency)
    fact = posting.payout(arrived.id, about, arrived.account, arrived.amount, arrived.fee)
    post(caller.organisation_id, fact, at=datetime.combine(arrived.day, NOON, zone))
    announce(caller, PayoutWrittenDown(arrived.id, arrived.account, arrived.amount, arrived.currency))


@transaction.atomic
def take_payout_back(caller: Caller, payout_id: UUID) -> None:
    """It was written down by mistake: the opposite is kept beside it."""
    refuse_unless(may_settle_payments(caller))
    reverse_entry(caller.organisation_id, f"payout:{payout_id}")
    announce(caller, PayoutTakenBack(payout_id))


def hear_payout(organisation_id: UUID, fact: PayoutFact) -> None:
    """In a transaction: from the provider itself, of an account that is this organisation's."""
    if not PaymentAccount.objects.filter(organisation_id=organisation_id, connected=fact.account).exists():
        return
    id = uuid5(organisation_id, f"{fact.provider}:{fact.reference}")
    about = posting.About(ABOUT, id, fact.currency)
    post(organisation_id, posting.payout(id, about, posting.clearing(fact.provider), fact.amount), at=fact.at)
    if not fact.is_paid:
        reverse_entry(organisation_id, f"payout:{id}")


def _one_at_a_time(organisation_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"billing.payouts:{organisation_id}"])
