from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.interface.posting_subscribers import (
    post_dispute,
    post_payment,
    post_refund,
    post_refund_that_came_back,
    post_verdict,
)
from lyceum.kernel.foundation.rules.contribution import Permission, PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role

_NONE, _TECHNICAL = PrivacyClass.NONE, PrivacyClass.TECHNICAL
_CONTENT, _IDENTIFYING = PrivacyClass.CONTENT, PrivacyClass.IDENTIFYING
_BY_LAW = _("The law has invoices and the books kept for ten years; your name and address are taken off them.")

PERMISSIONS = [
    Permission("billing.see_invoices", _("See invoices and the books"), GOVERNORS | {Role.ORGANISER}),
    Permission("billing.say_who_sells", _("Say who sells, as invoices name it"), frozenset({Role.OWNER})),
]
FACTS = {
    "billing.invoice_issued": _("Issued an invoice"),
    "billing.credit_note_issued": _("Issued a credit note"),
    "billing.seller_identity_changed": _("Changed who sells, as invoices name it"),
}
SUBSCRIBERS = {
    "billing.payment_succeeded": [post_payment],
    "billing.refund_succeeded": [post_refund],
    "billing.refund_failed": [post_refund_that_came_back],
    "billing.dispute_opened": [post_dispute],
    "billing.dispute_closed": [post_verdict],
}
RECORDS = [
    PersonalRecords(
        "billing.Invoice",
        {
            **dict.fromkeys("organisation about_kind about_id buyer seller credits".split(), _NONE),
            **dict.fromkeys("id created_at kind year number issued_on currency language gross tax".split(), _TECHNICAL),
            "prepaid": _TECHNICAL,
        },
        owner="buyer__person",
        on_erasure="keep",
        kept_because=_BY_LAW,
        what=_("Your invoices and credit notes."),
    ),
    PersonalRecords(
        "billing.InvoiceBuyer",
        {
            "organisation": _NONE,
            **dict.fromkeys("id created_at person".split(), _TECHNICAL),
            **dict.fromkeys("name address email vat_number".split(), _IDENTIFYING),
        },
        owner="person",
        on_erasure="blank",
        what=_("Your name and address on invoices."),
    ),
    PersonalRecords(
        "billing.InvoiceLine",
        {
            **dict.fromkeys("organisation invoice credits".split(), _NONE),
            **dict.fromkeys("id created_at position quantity unit gross rate".split(), _TECHNICAL),
            "text": _CONTENT,
        },
        owner="invoice__buyer__person",
        on_erasure="keep",
        kept_because=_BY_LAW,
        what=_("What you were invoiced for."),
    ),
    PersonalRecords(
        "billing.InvoiceTax", dict.fromkeys("id created_at organisation invoice rate gross tax".split(), _NONE)
    ),
    PersonalRecords(
        "billing.InvoiceNumbers", dict.fromkeys("id created_at organisation year invoices credit_notes".split(), _NONE)
    ),
    PersonalRecords(
        "billing.Entry",
        dict.fromkeys("id created_at organisation key kind about_kind about_id at size reverses".split(), _NONE),
    ),
    PersonalRecords(
        "billing.EntryLine", dict.fromkeys("id created_at organisation entry account currency amount".split(), _NONE)
    ),
    PersonalRecords(
        "billing.SellerIdentity",
        dict.fromkeys(
            "id created_at organisation name street postcode city country registration vat_number is_exempt mention "
            "email".split(),
            _NONE,
        ),
    ),
]
