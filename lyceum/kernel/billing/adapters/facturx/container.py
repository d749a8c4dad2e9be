"""The XML goes into the PDF, with what PDF/A-3 asks for: its description, its colours, its relation to the page."""

from io import BytesIO

from drafthorse.pdf import attach_xml
from PIL import ImageCms
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from lyceum.kernel.billing.rules.invoice_paper import Paper


def with_xml(pdf: bytes, xml: bytes | None, paper: Paper) -> bytes:
    coloured = _with_colours(pdf)
    if xml is None:
        return coloured
    title = f"{paper.words['title']} {paper.code}"
    about = {
        "author": paper.seller.name,
        "title": title,
        "subject": title,
        "keywords": "Factur-X",
        "creator": "Lyceum",
        "producer": "Lyceum",
    }
    made: bytes = attach_xml(coloured, xml, level="EN 16931", metadata=about, lang=paper.language)
    return made


def _with_colours(pdf: bytes) -> bytes:
    """PDF/A wants to know what red is: sRGB, as an output intent."""
    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    profile = DecodedStreamObject()
    profile.set_data(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.update({NameObject("/N"): NumberObject(3), NameObject("/Alternate"): NameObject("/DeviceRGB")})
    intent = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB IEC61966-2.1"),
            NameObject("/Info"): TextStringObject("sRGB IEC61966-2.1"),
            NameObject("/DestOutputProfile"): writer._add_object(profile),
        }
    )
    writer._root_object[NameObject("/OutputIntents")] = ArrayObject([intent])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
