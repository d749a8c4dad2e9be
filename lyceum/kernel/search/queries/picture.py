from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.bytes import pieces_of
from lyceum.kernel.media.queries.file import file_for
from lyceum.kernel.media.rules.contents import PDF
from lyceum.kernel.search.models import DocumentVersion
from lyceum.kernel.search.ports import documents
from lyceum.kernel.search.queries.documents import version_for
from lyceum.kernel.search.rules.reading import Unreadable

WIDTH = 1400  # pixels


def picture_of(caller: Caller, version: DocumentVersion, number: int) -> bytes:
    """A page of a PDF as WebP. Raises NotFound for what has no picture, or cannot be drawn any more."""
    version = version_for(caller, version.document_id, version.number)
    if version.format != "pdf" or version.file is None:
        raise _without_picture()
    return _drawn(version.file, number, WIDTH)


def picture_of_file(caller: Caller, file_id: UUID, number: int, width: int = WIDTH) -> bytes:
    """The same of a file that the caller may see, whatever it was given for."""
    file = file_for(caller, file_id)
    if file.content_type != PDF:
        raise _without_picture()
    return _drawn(file, number, width)


def _drawn(file: StoredFile, number: int, width: int) -> bytes:
    with NamedTemporaryFile(prefix="lyceum-page-") as copy:
        copy.writelines(pieces_of(file))
        copy.flush()
        try:
            return documents().drawn(Path(copy.name), number, width)
        except Unreadable as fault:
            raise _without_picture() from fault


def _without_picture() -> NotFound:
    return NotFound(_("This page has no picture."))
