from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.actions.posting import post
from lyceum.kernel.billing.models import SellerIdentity
from lyceum.kernel.billing.rules import posting
from lyceum.kernel.billing.rules.invoice import Buyer, CreditLine, Sale, SaleLine
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

PAYOUT = {
    "place": "cash EUR",
    "account": "cash",
    "currency": "EUR",
    "amount": "1",
    "fee": "0",
    "day": str(timezone.localdate()),
}


def ledger(wing: Wing) -> tuple[dict[str, Any], dict[str, Any]]:
    """An invoice, of which a part was given back; who sells."""
    organisation_id = wing.organisation.id
    with scope.entered(organisation_id):
        SellerIdentity.objects.create(organisation_id=organisation_id, name=wing.offer)
        buyer = Buyer(wing.offer, wing.offer, "buyer@example.org")
        lines = [SaleLine(wing.offer, 2, 1500, 2000)]
        sale = Sale(new_identifier(), "events:order", new_identifier(), buyer, lines, "EUR", "en")
        invoice = issue_invoice(organisation_id, sale)
        issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(1, 500)])
        payout_id = arrived(organisation_id)
    form = {
        "billing:seller/name": "Scene",
        "billing:seller/street": "1 quai",
        "billing:seller/postcode": "69001",
        "billing:seller/city": "Lyon",
        "billing:seller/country": "BE",
        "billing:seller/registration": "0123",
        "billing:ledger_file/year": str(timezone.localdate().year),
    }
    form |= {f"{door}/{name}": value for door in ("billing:payouts", "post_payout") for name, value in PAYOUT.items()}
    form |= dict.fromkeys(("billing:payouts/id", "post_payout/id"), lambda: str(new_identifier()))
    return {"invoice_id": invoice.id, "invoice.id": invoice.id, "ending": "csv", "payout_id": payout_id}, form


def arrived(organisation_id: UUID) -> UUID:
    """Some of what lay in the till is at the bank, the rest is there still."""
    payout_id = new_identifier()
    about = posting.About("billing:payouts", payout_id, "EUR")
    post(organisation_id, posting.payment(payout_id, about, posting.CASH, 5000))
    post(organisation_id, posting.payout(payout_id, about, posting.CASH, 1000))
    return payout_id
