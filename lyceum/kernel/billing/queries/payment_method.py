"""How an organisation is paid: what it may offer, what it has chosen, and what a payer is told to do."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Payment, PaymentAccount
from lyceum.kernel.billing.ports import BY_HAND
from lyceum.kernel.billing.rules.payment_code import spaced
from lyceum.kernel.foundation.rules.caller import Caller

CARD, BANK_TRANSFER, ON_SITE = "card", "bank_transfer", "on_site"


@dataclass(frozen=True, slots=True)
class Method:
    """``is_immediate``: the payer knows at once whether it went well. ``provider``: the adapter that moves money."""

    code: str
    provider: str
    name: str
    text: str
    icon: str
    is_immediate: bool


def methods_of(organisation_id: UUID) -> list[Method]:
    """What its buyers may choose from: chosen by the organisation, and ready."""
    account = account_of(organisation_id)
    return [method for method in _all_methods() if method.code in account.methods and _is_ready(account, method.code)]


def offered_methods(caller: Caller) -> list[Method]:
    """What an organisation may choose from here."""
    return _all_methods()


def _all_methods() -> list[Method]:
    card = settings.PROVIDERS["payment"]
    offered = [
        Method(CARD, card, _("Card"), _("Paid at once, on our payment provider’s page."), "credit-card", True),
        Method(
            BANK_TRANSFER,
            BY_HAND,
            _("Bank transfer"),
            _("You get our account and a reference."),
            "landmark",
            False,
        ),
        Method(ON_SITE, BY_HAND, _("On site"), _("You pay when you come."), "map-pin", False),
    ]
    return [method for method in offered if method.provider]


def account_of(organisation_id: UUID) -> PaymentAccount:
    """Kept, or what is so before anything was chosen: cards, where the installation takes them."""
    kept = PaymentAccount.objects.filter(organisation_id=organisation_id).first()
    return kept or PaymentAccount(organisation_id=organisation_id, methods=[CARD])


def _is_ready(account: PaymentAccount, code: str) -> bool:
    if code == BANK_TRANSFER:
        return bool(account.iban)
    if code == CARD and settings.PROVIDERS["payment"] == "stripe" and settings.STRIPE["connect"]:
        return account.is_ready
    return True


def usual_fee(organisation_id: UUID, method: Method, amount: int) -> int:
    """The installation's part of what is paid straight to an organisation's own account; half a unit is the
    organisation's."""
    straight = settings.PROVIDERS["payment"] == "stripe" and settings.STRIPE["connect"] and method.code == CARD
    if not straight or not account_of(organisation_id).connected:
        return 0
    return int((2 * amount * settings.STRIPE["fee"] + 9_999) // 20_000) if amount > 0 else 0


def instructions(organisation_id: UUID, payment: Payment) -> list[tuple[str, str]]:
    """What the payer of a transfer writes on it, by the name of the field on their bank's form."""
    account = account_of(organisation_id)
    if payment.method != BANK_TRANSFER:
        return []
    lines = [
        (_("Beneficiary"), account.holder),
        (_("IBAN"), spaced(account.iban)),
        (_("BIC"), account.bic),
        (_("Reference"), spaced(payment.code)),
    ]
    return [(name, value) for name, value in lines if value]


def how_to_pay(organisation_id: UUID, payment: Payment) -> str:
    """The same in words, a line each."""
    if payment.method == BANK_TRANSFER:
        return "\n".join(f"{name}{_(': ')}{value}" for name, value in instructions(organisation_id, payment))
    return account_of(organisation_id).on_site or _("Pay when you come.")
