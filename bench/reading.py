"""How fast a file becomes pages that can be asked: the bounded reader, then pages, passages and postings."""

import tempfile
import time
from pathlib import Path

from django.db import transaction

from bench import figures
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.models import Document, DocumentVersion
from lyceum.kernel.search.ports import documents
from lyceum.kernel.search.rules.reading import PageText
from lyceum.kernel.search.tests import files

PAGES, LINES = 200, 40
_LINE = "Chaque ligne de ce cours parle de la force numero {n} et de son travail le long du chemin {m}."


def measured() -> str:
    """A PDF of 200 full pages, and the same text kept without a reader."""
    body = files.pdf(*("\n".join(_LINE.format(n=n, m=n * m) for m in range(LINES)) for n in range(PAGES)))
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(body)
        copy.flush()
        began = time.perf_counter()
        pages = list(documents().pages(Path(copy.name), "pdf"))
        read = time.perf_counter() - began
    kept = _kept(pages)
    rows = [
        ["read, in a process of its own", f"{PAGES / read:.0f}", "1.00"],
        ["cut, counted and kept", f"{PAGES / kept:.0f}", f"{read / kept:.2f}"],
        ["both", f"{PAGES / (read + kept):.0f}", f"{read / (read + kept):.2f}"],
    ]
    return figures.table([f"A PDF of {PAGES} pages, {LINES} lines each", "pages/s", "against reading"], rows)


def _kept(pages: list[PageText]) -> float:
    slug = f"read-{new_identifier().hex[-12:]}"
    organisation = Organisation.objects.create(slug=slug, name=slug, language="fr", domains=["learning"])
    with scope.entered(organisation.id), transaction.atomic():
        document = Document.objects.create(organisation=organisation, title="bench", language="fr")
        version = DocumentVersion.objects.create(
            organisation=organisation, document=document, number=1, format="pdf", sha256="0" * 64
        )
        began = time.perf_counter()
        keep_pages(version, pages, "fr")
        return time.perf_counter() - began
