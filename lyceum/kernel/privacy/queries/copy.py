"""A person's rows as they are handed over: everything but secrets, in words a machine and a person can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.privacy.queries.kept import Place, model_of, places_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one model in one place. ``withheld``: fields that are secrets."""

    record: PersonalRecords
    organisation: Organisation | None
    rows: list[dict[str, Any]]
    withheld: list[str]
    files: list[StoredFile]

    @property
    def title(self) -> str:
        return str(self.record.what or model_of(self.record)._meta.verbose_name_plural)

    @property
    def columns(self) -> list[str]:
        return list(self.rows[0])


def sheets_of(caller: Individual) -> Iterator[tuple[Place, list[Sheet]]]:
    """Place by place; the scope of each is entered while its sheets are looked at."""
    for place in places_of(caller):
        made = [_sheet(place, record) for record in place.records()]
        yield place, [sheet for sheet in made if sheet.rows]


def _sheet(place: Place, record: PersonalRecords) -> Sheet:
    secret = [name for name, kind in record.fields.items() if kind == PrivacyClass.SECRET]
    shown = [f for f in model_of(record)._meta.concrete_fields if f.name not in secret]
    rows = list(place.rows(record).order_by("pk"))
    files = [row for row in rows if isinstance(row, StoredFile) and row.purpose != "export"]
    plain = [{field.name: field.value_from_object(row) for field in shown} for row in rows]
    return Sheet(record, place.organisation, plain, secret, files)
