"""Whoever paid as a guest is forgotten: books and invoices stay, under a number instead of a name."""

from uuid import UUID

from django.db import transaction

from lyceum.kernel.billing.models import Invoice, InvoiceBuyer, Payment

_BUYER, _PAYER = ("name", "address", "email", "vat_number"), ("email", "return_url", "url")


@transaction.atomic
def forget_payer(organisation_id: UUID, about_kind: str, about_id: UUID) -> None:
    """Of one thing that was sold; for the room that it is in, which has made sure that it is they who ask."""
    about = {"organisation_id": organisation_id, "about_kind": about_kind, "about_id": about_id}
    buyers = InvoiceBuyer.objects.filter(id__in=Invoice.objects.filter(**about).values("buyer_id"))
    payers = Payment.objects.filter(**about).select_for_update(no_key=True)  # a refund of it may be settling now
    for row, names in [*((one, _BUYER) for one in buyers), *((one, _PAYER) for one in payers)]:
        for name in names:
            setattr(row, name, "")
        row.save()
