from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.queries.bytes import pieces_of
from lyceum.kernel.search.models import DocumentVersion
from lyceum.kernel.search.ports import documents
from lyceum.kernel.search.queries.documents import version_for
from lyceum.kernel.search.rules.reading import Unreadable

WIDTH = 1400  # pixels


def picture_of(caller: Caller, version: DocumentVersion, number: int) -> bytes:
    """A page of a PDF as WebP. Raises NotFound for what has no picture, or cannot be drawn any more."""
    version = version_for(caller, version.document_id, version.number)
    if version.format != "pdf" or version.file is None:
        raise NotFound(_("This page has no picture."))
    with NamedTemporaryFile(prefix="lyceum-page-") as copy:
        copy.writelines(pieces_of(version.file))
        copy.flush()
        try:
            return documents().drawn(Path(copy.name), number, WIDTH)
        except Unreadable as fault:
            raise NotFound(_("This page has no picture.")) from fault
