"""What leaves a path as a file: said in the trail, since it then is in others' hands."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import PathExported
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.exports import outgoing
from lyceum.domains.learning.queries.results import results
from lyceum.domains.learning.queries.statements import Period, statements
from lyceum.domains.learning.rules.formats.detecting import Format
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.sheet import csv_of, delimiter_for
from lyceum.kernel.reporting.queries.workbook import XLSX, workbook

_KINDS = {
    Format.GIFT: (".gift.txt", "text/plain; charset=utf-8"),
    Format.MOODLE: (".xml", "application/xml"),
    Format.AIKEN: (".aiken.txt", "text/plain; charset=utf-8"),
    Format.SHEET: (".csv", "text/csv; charset=utf-8"),
    Format.ANKI: (".apkg", "application/octet-stream"),
}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content_type: str
    body: bytes


def export_questions(caller: Caller, path_id: UUID, format: str) -> File:
    """The accepted ones, as ``queries/exports.py`` says them."""
    found = outgoing(caller, path_id, format)
    ending, content_type = _KINDS[found.format]
    _tell(caller, found.path, found.format, found.said.kept)
    return File(f"{_name(found.path)}{ending}", content_type, found.said.body)


def export_results(caller: Caller, path_id: UUID, format: str) -> File:
    """Of every student of the path; ``csv`` or ``xlsx``."""
    found = results(caller, path_id)
    head, lines = found.table()
    name = f"{_name(found.path)}-{slugify(_('Results'))}.{format}"
    match format:
        case "csv":
            body = csv_of(head, lines, delimiter=delimiter_for(caller.language))
            file = File(name, "text/csv; charset=utf-8", body)
        case "xlsx":
            file = File(name, XLSX, workbook(found.path.name, head, lines))
        case _:
            raise NotFound(_("There is no such format."))
    _tell(caller, found.path, "results", len(lines))
    return file


def export_statements(caller: Caller, path_id: UUID, period: Period) -> File:
    """A statement a line."""
    path, said = statements(caller, path_id, period)
    body = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in said)
    _tell(caller, path, "xapi", len(said))
    return File(f"{_name(path)}.xapi.ndjson", "application/x-ndjson", body.encode())


def _tell(caller: Caller, path: Path, what: str, count: int) -> None:
    with transaction.atomic():
        announce(caller, PathExported(path.id, what, count))


def _name(path: Path) -> str:
    return slugify(path.name)[:60] or "path"
