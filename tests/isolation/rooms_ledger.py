from typing import Any

from django.utils import timezone

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.models import SellerIdentity
from lyceum.kernel.billing.rules.invoice import Buyer, CreditLine, Sale, SaleLine
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing


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
    form = {
        "billing:seller/name": "Scene",
        "billing:seller/street": "1 quai",
        "billing:seller/postcode": "69001",
        "billing:seller/city": "Lyon",
        "billing:seller/country": "BE",
        "billing:seller/registration": "0123",
        "billing:ledger_file/year": str(timezone.localdate().year),
    }
    return {"invoice_id": invoice.id, "invoice.id": invoice.id, "ending": "csv"}, form
