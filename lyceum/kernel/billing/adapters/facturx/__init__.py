"""Factur-X: a PDF that people read, with the same invoice in XML inside, after EN 16931."""

from lyceum.kernel.billing.adapters.facturx.container import with_xml
from lyceum.kernel.billing.adapters.facturx.drawing import drawn
from lyceum.kernel.billing.adapters.facturx.xml import xml_of
from lyceum.kernel.billing.rules.invoice_paper import Paper


class FacturX:
    def write(self, paper: Paper) -> bytes:
        """Without XML while the norm's own demands on the seller are not met: half an XML would be a wrong one."""
        pdf = drawn(paper)
        return with_xml(pdf, xml_of(paper) if paper.seller.is_complete else None, paper)


def connect() -> FacturX:
    return FacturX()
