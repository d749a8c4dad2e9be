"""The PDF, the XML in it, and what the two say."""

from decimal import Decimal
from io import BytesIO
from uuid import UUID

import pytest
from lxml import etree
from pypdf import PdfReader

from lyceum.kernel.billing.actions.invoice import issue_credit_note, issue_invoice
from lyceum.kernel.billing.adapters.facturx.drawing import legible
from lyceum.kernel.billing.models import Invoice, InvoiceBuyer, SellerIdentity
from lyceum.kernel.billing.queries.invoice_paper import EXEMPT, invoice_pdf
from lyceum.kernel.billing.rules.invoice import Buyer, CreditLine, Sale, SaleLine
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.identity.tests.factories import World

LINES = [SaleLine("Balcon", 3, 1299, 550), SaleLine("Affiche", 7, 333, 2000), SaleLine("Livret", 1, 1, 2000)]
ADA = Buyer("Ada Lœb", "1 rue d’Ulm\n75005 Paris", "ada@example.org")


@pytest.fixture
def organisation_id(world: World) -> UUID:
    organisation_id = world.owner.organisation_id
    SellerIdentity.objects.create(
        organisation_id=organisation_id,
        name="Scène & Cie",
        street="2 quai des Arts",
        postcode="69002",
        city="Lyon",
        registration="12345678900012",
        vat_number="FR32123456789",
        mention="SARL au capital de 8 000 €",
    )
    return organisation_id


def issued(organisation_id: UUID, language: str = "fr", currency: str = "EUR") -> Invoice:
    sale = Sale(new_identifier(), "events:order", new_identifier(), ADA, LINES, currency, language)
    return issue_invoice(organisation_id, sale)


def read(organisation_id: UUID, invoice: Invoice) -> PdfReader:
    name, pdf = invoice_pdf(organisation_id, invoice.id)
    assert name == f"{invoice.code}.pdf"
    return PdfReader(BytesIO(pdf))


def xml(pdf: PdfReader) -> etree._Element:
    return etree.fromstring(pdf.attachments["factur-x.xml"][0])


def sums(root: etree._Element, path: str) -> list[Decimal]:
    spaces = {key: value for key, value in root.nsmap.items() if key}
    return [Decimal(found.text) for found in root.findall(f".//ram:{path}", spaces)]


@pytest.mark.wish("K4")
@pytest.mark.parametrize("currency", ["EUR", "JPY", "TND"])
def test_the_xml_in_the_pdf_adds_up_line_by_line_and_rate_by_rate(organisation_id: UUID, currency: str) -> None:
    root = xml(read(organisation_id, issued(organisation_id, currency=currency)))
    lines = sums(root, "SpecifiedTradeSettlementLineMonetarySummation/{*}LineTotalAmount")
    taxes = sums(root, "ApplicableHeaderTradeSettlement/{*}ApplicableTradeTax/{*}CalculatedAmount")
    bases = sums(root, "ApplicableHeaderTradeSettlement/{*}ApplicableTradeTax/{*}BasisAmount")
    rates = sums(root, "ApplicableHeaderTradeSettlement/{*}ApplicableTradeTax/{*}RateApplicablePercent")
    (basis,), (tax,), (grand,), (due,) = (
        sums(root, f"SpecifiedTradeSettlementHeaderMonetarySummation/{{*}}{name}")
        for name in ("TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount", "DuePayableAmount")
    )
    unit = {"EUR": Decimal("0.01"), "JPY": Decimal(1), "TND": Decimal("0.001")}[currency]
    assert (sum(lines), sum(taxes), basis + tax, due) == (basis, tax, grand, grand)
    assert grand == (3 * 1299 + 7 * 333 + 1) * unit
    assert rates == [Decimal("5.5"), Decimal(20)]
    assert bases == [lines[0], lines[1] + lines[2]]
    for base, rate, taxed in zip(bases, rates, taxes, strict=True):
        assert abs(base * rate / 100 - taxed) <= unit
    amounts = sums(root, "NetPriceProductTradePrice/{*}ChargeAmount")
    counts = sums(root, "SpecifiedLineTradeDelivery/{*}BilledQuantity")
    assert all(abs(a * n - total) < unit / 100 for a, n, total in zip(amounts, counts, lines, strict=True))


def test_the_page_says_the_same_in_the_invoices_language(organisation_id: UUID) -> None:
    french = read(organisation_id, issued(organisation_id)).pages[0].extract_text()
    for said in ("12345678900012", "FR32123456789", "62,29 €", "5,5 %", "SARL au capital", "2 quai des Arts"):
        assert said in " ".join(french.split())
    english = read(organisation_id, issued(organisation_id, "en")).pages[0].extract_text()
    for said in ("Invoice", "€62.29", "Total, tax included", "Ada Lœb", "1 rue d’Ulm"):
        assert said in english


@pytest.mark.parametrize(("prepaid", "due"), [(0, 6229), (2000, 4229), (6229, 0)])
def test_what_was_paid_before_is_said_and_what_is_still_due(organisation_id: UUID, prepaid: int, due: int) -> None:
    sale = Sale(new_identifier(), "events:order", new_identifier(), ADA, LINES, "EUR", "en", prepaid)
    invoice = issue_invoice(organisation_id, sale)
    pdf = read(organisation_id, invoice)
    (paid,), (left,) = (sums(xml(pdf), name) for name in ("TotalPrepaidAmount", "DuePayableAmount"))
    assert (paid * 100, left * 100, invoice.due) == (prepaid, due, due)
    text = pdf.pages[0].extract_text()
    assert ("Paid: nothing is due." in text, "Due when it is issued." in text) == (due == 0, due > 0)
    assert ("Left to pay" in text) == (prepaid > 0)


@pytest.mark.parametrize("prepaid", [-1, 6230])
def test_more_than_an_invoice_comes_to_cannot_have_been_paid(organisation_id: UUID, prepaid: int) -> None:
    with pytest.raises(Invalid):
        issue_invoice(
            organisation_id, Sale(new_identifier(), "events:order", new_identifier(), ADA, LINES, "EUR", "en", prepaid)
        )
    assert not Invoice.objects.exists()


def test_a_credit_note_is_of_type_381_and_names_its_invoice(organisation_id: UUID) -> None:
    invoice = issued(organisation_id, "en")
    note = issue_credit_note(organisation_id, invoice.id, new_identifier(), [CreditLine(1, 1000)])
    pdf = read(organisation_id, note)
    root = xml(pdf)
    assert [found.text for found in root.findall(".//{*}ExchangedDocument/{*}TypeCode")] == ["381"]
    referenced = root.findall(".//{*}InvoiceReferencedDocument/{*}IssuerAssignedID")
    assert [found.text for found in referenced] == [invoice.code]
    text = pdf.pages[0].extract_text()
    assert (invoice.code in text, "Credit note" in text, "\u2212€10.00" in text) == (True, True, True)


def test_an_exempt_seller_says_so_in_the_words_of_the_law(organisation_id: UUID) -> None:
    SellerIdentity.objects.update(is_exempt=True, vat_number="")
    pdf = read(organisation_id, issued(organisation_id))
    root = xml(pdf)
    assert EXEMPT in pdf.pages[0].extract_text()
    assert {found.text for found in root.findall(".//{*}ApplicableTradeTax/{*}CategoryCode")} == {"E"}
    assert [found.text for found in root.findall(".//{*}ExemptionReason")] == [EXEMPT]
    assert sums(root, "TaxTotalAmount") == [0]


def test_the_file_says_that_it_is_facturx_and_carries_its_fonts_and_colours(organisation_id: UUID) -> None:
    pdf = read(organisation_id, issued(organisation_id))
    root = pdf.trailer["/Root"]
    described = root["/Metadata"].get_data().decode()
    for said in ("urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#", "EN 16931", "factur-x.xml", "pdfaid:part"):
        assert said in described
    assert [str(file.get_object()["/AFRelationship"]) for file in root["/AF"].get_object()] == ["/Alternative"]
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "fr"
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].get_object().values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)


def test_before_an_owner_has_said_who_sells_there_is_no_xml(world: World) -> None:
    organisation_id = world.owner.organisation_id
    pdf = read(organisation_id, issued(organisation_id))
    assert (dict(pdf.attachments), len(pdf.pages)) == ({}, 1)


def test_a_buyer_who_was_forgotten_has_a_pseudonym(organisation_id: UUID) -> None:
    invoice = issued(organisation_id)
    InvoiceBuyer.objects.update(name="", address="", email="")
    text = read(organisation_id, invoice).pages[0].extract_text()
    buyer = InvoiceBuyer.objects.get()
    assert (buyer.pseudonym in text, "Ada" in text) == (True, False)


def test_a_sign_that_the_font_lacks_becomes_the_nearest() -> None:
    assert legible("Erdő, Ж, 1\u202f000") == "Erdo, ?, 1\u00a0000"


def test_a_long_invoice_goes_on_over_pages(organisation_id: UUID) -> None:
    lines = [SaleLine(f"Place {number}", 1, 1000, 550) for number in range(80)]
    sale = Sale(new_identifier(), "events:order", new_identifier(), ADA, lines, "EUR")
    pdf = read(organisation_id, issue_invoice(organisation_id, sale))
    assert len(pdf.pages) == 4
    assert len(sums(xml(pdf), "LineTotalAmount")) == 81
