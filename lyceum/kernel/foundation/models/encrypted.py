"""Fields that the database keeps sealed: whoever reads a disk, a backup or a replica reads nothing."""

from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from lyceum.kernel.foundation.rules.sealing import Keyring


@cache
def keyring() -> Keyring:
    return Keyring([settings.FIELD_KEY, *settings.FIELD_KEY_FALLBACKS])


class Sealed(str):
    """Marks what has been through the keyring, so that nothing else can reach the column."""


class EncryptedTextField(models.TextField):
    """A text, sealed for its row's organisation and bound to its column. It can be saved, read and shown.

    It cannot be searched (keep a ``BlindIndexField`` beside it) nor written by ``update()``, which knows
    no organisation: both are refused rather than done in clear.
    """

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        text = getattr(model_instance, self.attname)
        if text is None:
            return None
        return Sealed(keyring().seal(str(text), self.place, organisation_of(model_instance)))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value not in (None, "") and not isinstance(value, Sealed):
            raise FieldError(f"{self.place} is sealed: save the row, update() cannot write it")
        return value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return keyring().open(value, self.place) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is sealed: search it by a BlindIndexField")
        return super().get_lookup(lookup_name)


class BlindIndexField(models.CharField):
    """An HMAC of another field of the row, for equality search: ``filter(phone_index__in=candidates(...))``.

    ``of`` names the field; its text is compared without case and surrounding space.
    """

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 64, "db_index": True, "editable": False, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = getattr(model_instance, self.of)
        index = self.candidates(text, organisation_of(model_instance))[0] if text else ""
        setattr(model_instance, self.attname, index)
        return index

    def candidates(self, text: str, organisation_id: UUID | None = None) -> list[str]:
        """What the text may be indexed under: one entry per key still in use."""
        place = f"{self.model._meta.db_table}.{self.of}"
        return keyring().indexes(text.strip().casefold(), place, organisation_id)


def organisation_of(row: models.Model) -> UUID | None:
    return getattr(row, "organisation_id", None)
