"""The invoice as a Cross Industry Invoice (UN/CEFACT D16B) in the profile EN 16931."""

from decimal import Decimal

from drafthorse.models.accounting import ApplicableTradeTax
from drafthorse.models.document import Document
from drafthorse.models.note import IncludedNote
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentTerms
from drafthorse.models.tradelines import LineItem

from lyceum.kernel.billing.rules.invoice_paper import Paper, PaperLine
from lyceum.kernel.billing.rules.vat import RateTotal
from lyceum.kernel.foundation.rules.money import exponent, plain

PROFILE = "urn:cen.eu:en16931:2017"
INVOICE, CREDIT_NOTE = "380", "381"  # UNTDID 1001
SIREN = "0002"  # ISO/IEC 6523: the French register of companies
ONE = "C62"  # UN/ECE recommendation 20: a piece


def xml_of(paper: Paper) -> bytes:
    document = Document()
    document.context.guideline_parameter.id = PROFILE
    document.header.id = paper.code
    document.header.type_code = CREDIT_NOTE if paper.is_credit_note else INVOICE
    document.header.issue_date_time = paper.issued_on
    for mention in paper.mentions:
        document.header.notes.add(IncludedNote(content=mention))
    _parties(document, paper)
    document.trade.delivery.event.occurrence = paper.issued_on
    for position, line in enumerate(paper.lines, start=1):
        document.trade.items.add(_line(paper, position, line))
    _settlement(document, paper)
    written: bytes = document.serialize(schema="FACTUR-X_EN16931")
    return written


def _parties(document: Document, paper: Paper) -> None:
    seller, buyer = document.trade.agreement.seller, document.trade.agreement.buyer
    seller.name = paper.seller.name
    if paper.seller.country == "FR":
        seller.legal_organization.id = (SIREN, paper.seller.registration[:9])
    else:
        seller.legal_organization.id = ("", paper.seller.registration)
    seller.address.line_one = paper.seller.street
    seller.address.postcode = paper.seller.postcode
    seller.address.city_name = paper.seller.city
    seller.address.country_id = paper.seller.country
    if paper.seller.vat_number:
        seller.tax_registrations.add(TaxRegistration(id=("VA", paper.seller.vat_number)))
    elif paper.seller.is_exempt:
        seller.tax_registrations.add(TaxRegistration(id=("FC", paper.seller.registration)))
    buyer.name = paper.buyer.name
    buyer.address.line_one = " ".join(paper.buyer.address.split())
    buyer.address.country_id = paper.seller.country
    if paper.buyer.vat_number:
        buyer.tax_registrations.add(TaxRegistration(id=("VA", paper.buyer.vat_number)))


def _line(paper: Paper, position: int, line: PaperLine) -> LineItem:
    item = LineItem()
    item.document.line_id = str(position)
    item.product.name = line.text
    item.agreement.net.amount = (_amount(line.net, paper) / line.quantity).quantize(Decimal("0.000001"))
    item.delivery.billed_quantity = (Decimal(line.quantity), ONE)
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = _category(paper, line.rate)
    item.settlement.trade_tax.rate_applicable_percent = _percent(line.rate)
    item.settlement.monetary_summation.total_amount = _amount(line.net, paper)
    return item


def _settlement(document: Document, paper: Paper) -> None:
    settlement = document.trade.settlement
    settlement.currency_code = paper.currency
    for total in paper.totals:
        settlement.trade_tax.add(_tax(paper, total))
    settlement.terms.add(PaymentTerms(description=paper.words["terms"]))
    if paper.credits:
        settlement.invoice_referenced_document.issuer_assigned_id = paper.credits[0]
        settlement.invoice_referenced_document.issue_date_time = paper.credits[1]
    sums = settlement.monetary_summation
    sums.line_total = _amount(paper.net, paper)
    sums.charge_total = sums.allowance_total = _amount(0, paper)
    sums.tax_basis_total = _amount(paper.net, paper)
    sums.tax_total = (_amount(paper.tax, paper), paper.currency)
    sums.grand_total = _amount(paper.gross, paper)
    sums.prepaid_total = _amount(paper.prepaid, paper)
    sums.due_amount = _amount(paper.due, paper)


def _tax(paper: Paper, total: RateTotal) -> ApplicableTradeTax:
    tax = ApplicableTradeTax()
    tax.calculated_amount = _amount(total.tax, paper)
    tax.basis_amount = _amount(total.net, paper)
    tax.type_code = "VAT"
    tax.category_code = _category(paper, total.rate)
    tax.rate_applicable_percent = _percent(total.rate)
    if paper.seller.is_exempt:
        tax.exemption_reason = paper.words["exempt"]
    return tax


def _category(paper: Paper, rate: int) -> str:
    """UNTDID 5305: exempt, zero rated, standard."""
    if paper.seller.is_exempt:
        return "E"
    return "S" if rate else "Z"


def _percent(rate: int) -> Decimal:
    return Decimal(rate) / 100


def _amount(amount: int, paper: Paper) -> Decimal:
    """The norm knows two decimals; a currency with three keeps its own, which no reader may round."""
    written = Decimal(plain(amount, paper.currency))
    return written.quantize(Decimal("0.01")) if exponent(paper.currency) < 2 else written
