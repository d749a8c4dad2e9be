"""An invoice as it is printed: made from what was frozen when it was issued, so the same at any time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.billing.models import Invoice
from lyceum.kernel.billing.ports import invoice_papers
from lyceum.kernel.billing.rules.invoice import Buyer, Seller
from lyceum.kernel.billing.rules.invoice_paper import Paper, PaperLine
from lyceum.kernel.billing.rules.vat import RateTotal, nets_of_lines
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation

EXEMPT = "TVA non applicable, art. 293 B du CGI"  # the law's own words, in any language of the page


def invoice_pdf(organisation_id: UUID, invoice_id: UUID) -> tuple[str, bytes]:
    """Its file name and its bytes, for rooms that have made sure that their visitor may have it."""
    found = Invoice.objects.within(Visitor(organisation_id)).select_related("buyer", "credits", "organisation")
    invoice = found.filter(id=invoice_id).first()
    if invoice is None:
        raise NotFound(_("There is no such invoice."))
    return f"{invoice.code}.pdf", invoice_papers().write(_paper(invoice))


def _paper(invoice: Invoice) -> Paper:
    lines = list(invoice.lines.all())
    totals = [RateTotal(tax.rate, tax.gross, tax.tax) for tax in invoice.taxes.all()]
    nets = nets_of_lines([(line.rate, line.gross) for line in lines], totals)
    seller = Seller(**invoice.seller)
    organisation: Organisation = invoice.organisation
    with translation.override(invoice.language):
        words = _words(invoice)
    return Paper(
        code=invoice.code,
        is_credit_note=invoice.is_credit_note,
        issued_on=invoice.issued_on,
        currency=invoice.currency,
        language=invoice.language,
        seller=seller,
        buyer=_buyer(invoice),
        lines=[
            PaperLine(line.text, line.quantity, line.unit, line.gross, net, line.rate)
            for line, net in zip(lines, nets, strict=True)
        ],
        totals=totals,
        words=words,
        mentions=[text for text in (words["terms"], EXEMPT if seller.is_exempt else "", seller.mention) if text],
        credits=(invoice.credits.code, invoice.credits.issued_on) if invoice.credits else None,
        hue=organisation.hue,
        prepaid=invoice.prepaid,
    )


def _buyer(invoice: Invoice) -> Buyer:
    kept = invoice.buyer
    return Buyer(kept.name or kept.pseudonym, kept.address, kept.email, kept.vat_number)


def _words(invoice: Invoice) -> Mapping[str, str]:
    words = {
        "title": _("Credit note") if invoice.is_credit_note else _("Invoice"),
        "buyer": _("Billed to"),
        "date": _("Issued on"),
        "issued_on": _day(invoice.issued_on),
        "what": _("What"),
        "quantity": _("Number"),
        "unit": _("Price, tax included"),
        "rate": _("VAT"),
        "amount": _("Amount, tax included"),
        "net": _("Total before tax"),
        "tax": _("VAT"),
        "total": _("Total, tax included"),
        "registration": _("Registration"),
        "vat_number": _("VAT number"),
        "prepaid": _("Paid already"),
        "due": _("Left to pay"),
        "terms": _terms(invoice),
        "exempt": EXEMPT,
    }
    if invoice.credits:
        known = {"code": invoice.credits.code, "day": _day(invoice.credits.issued_on)}
        words["credits"] = _("On invoice %(code)s of %(day)s") % known
    return words


def _terms(invoice: Invoice) -> str:
    if invoice.is_credit_note:
        return _("Given back the way it was paid.")
    return _("Due when it is issued.") if invoice.due else _("Paid: nothing is due.")


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
