"""How an organisation is paid: what its buyers may choose, where transfers go, its account at the card provider."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.ai.actions.chain import refuse_in_transaction
from lyceum.kernel.billing.actions.payment_vendor import check_payment, pay_back
from lyceum.kernel.billing.announcements import PaymentMethodsChosen
from lyceum.kernel.billing.models import PaymentAccount
from lyceum.kernel.billing.permissions import may_choose_methods, may_settle_payments
from lyceum.kernel.billing.ports import VendorRefused, VendorUnavailable, payees
from lyceum.kernel.billing.queries.payment import payment_for
from lyceum.kernel.billing.queries.payment_method import BANK_TRANSFER, account_of, offered_methods
from lyceum.kernel.billing.rules.payment_code import is_iban
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Unavailable


@dataclass(frozen=True, slots=True)
class Chosen:
    methods: tuple[str, ...]
    holder: str = ""
    iban: str = ""
    bic: str = ""
    on_site: str = ""


@transaction.atomic
def choose_methods(caller: Caller, chosen: Chosen) -> PaymentAccount:
    refuse_unless(may_choose_methods(caller))
    _refuse_faults(caller, chosen)
    account = _held(caller.organisation_id)
    account.methods = list(chosen.methods)
    account.holder, account.on_site = chosen.holder.strip(), chosen.on_site.strip()
    account.iban, account.bic = ("".join(text.split()).upper() for text in (chosen.iban, chosen.bic))
    account.save()
    announce(caller, PaymentMethodsChosen(account.id, chosen.methods))
    return account


def connect_account(caller: Caller, return_url: str) -> str:
    """Where an owner gives the card provider what it must know; the account is made once."""
    refuse_unless(may_choose_methods(caller))
    refuse_in_transaction()
    provider = payees()
    if provider is None:
        raise Conflict(_("This installation pays no organisation directly."), code="no_connect")
    try:
        reference = account_of(caller.organisation_id).connected or provider.open_account(caller.organisation_id)
        return provider.onboarding(_connected(caller, reference), return_url)
    except (VendorUnavailable, VendorRefused) as outage:
        raise Unavailable(_("The payment provider does not answer. Please try again in a moment.")) from outage


@transaction.atomic
def _connected(caller: Caller, reference: str) -> str:
    """The first stays: the provider forgets after a day that it has made one, and would make another."""
    account = _held(caller.organisation_id)
    if not account.connected:
        account.connected = reference
        account.save()
        announce(caller, PaymentMethodsChosen(account.id, tuple(account.methods)))
    return account.connected


@transaction.atomic
def ask_again(caller: Caller, payment_id: UUID) -> None:
    """What waits for the provider is asked of it now."""
    refuse_unless(may_settle_payments(caller))
    payment = payment_for(caller, payment_id)
    if payment.check_at:
        check_payment.later(organisation_id=caller.organisation_id, payment_id=payment_id, once=str(payment_id))
    for refund in payment.refunds.filter(check_at__isnull=False):
        pay_back.later(organisation_id=caller.organisation_id, refund_id=refund.id, once=str(refund.id))


def _held(organisation_id: UUID) -> PaymentAccount:
    kept = PaymentAccount.objects.select_for_update().filter(organisation_id=organisation_id).first()
    return kept or account_of(organisation_id)


def _refuse_faults(caller: Caller, chosen: Chosen) -> None:
    fields = {}
    known = {method.code for method in offered_methods(caller)}
    if unknown := set(chosen.methods) - known:
        fields["methods"] = [_("There is no such way to pay: %(code)s") % {"code": ", ".join(sorted(unknown))}]
    if chosen.iban and not is_iban(chosen.iban):
        fields["iban"] = [_("This is no IBAN: one of its digits is wrong.")]
    if BANK_TRANSFER in chosen.methods and not (chosen.iban and chosen.holder.strip()):
        fields.setdefault("iban", [_("Say to which account, and whose it is.")])
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)
