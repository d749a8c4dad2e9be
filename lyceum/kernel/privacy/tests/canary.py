"""Unique marks in every text that is kept of a person, and a search for them wherever bytes may lie."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.privacy.queries.kept import Place, is_scoped, model_of

LENGTH = len("canary0001q")


@dataclass
class Canary:
    """``marks``: mark → (model, field, class) that carries it."""

    person: Person
    marks: dict[str, tuple[str, str, PrivacyClass]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def mark(self, model: str, name: str, kind: PrivacyClass = PrivacyClass.CONTENT) -> str:
        made = f"canary{next(self._numbers):04d}q"
        self.marks[made] = (model, name, kind)
        return made

    def of(self, *kinds: PrivacyClass) -> set[str]:
        return {mark for mark, (_model, _name, kind) in self.marks.items() if kind in kinds}

    def plant(self, record: PersonalRecords, organisation: Organisation | None, *, by_address: bool = False) -> None:
        """A row of the person's with a mark in every text that can hold one: a new room needs to add nothing."""
        model = model_of(record)
        values = {}
        for column in model._meta.concrete_fields:
            kind = record.fields.get(column.name, PrivacyClass.NONE)
            value = self._value(record, column, kind, organisation)
            if value is not None:
                values[column.name] = value
        owner = record.owner.partition("__")[0]
        if owner and not by_address:
            values[owner] = self._owner(model, owner, organisation)
        try:
            with transaction.atomic():
                model._base_manager.create(**values)
        except IntegrityError:  # there can be only one, and there is: it takes the marks
            marked = {
                name: value
                for name, value in values.items()
                if "canary" in str(value) and name not in {owner, record.address}
            }
            place = Place(Individual(self.person.id), organisation, frozenset({self.person.email}))
            row = place.rows(record).first()
            assert row is not None, record.model
            former = " ".join(str(getattr(row, name)) for name in marked)
            self.marks = {mark: where for mark, where in self.marks.items() if mark not in former}
            if marked:
                model._base_manager.filter(pk=row.pk).update(**marked)

    def _owner(self, model: type[models.Model], owner: str, organisation: Organisation | None) -> Any:
        column = model._meta.get_field(owner)
        if not column.is_relation:
            return self.person.id
        if column.related_model is Person:
            return self.person
        rows = column.related_model._base_manager.filter(**self._theirs(column.related_model))
        return (rows.filter(organisation=organisation) if organisation else rows).first()

    def _theirs(self, model: type[models.Model]) -> dict[str, Any]:
        link = next(f for f in model._meta.concrete_fields if f.related_model is Person)
        return {link.name: self.person}

    def _value(
        self, record: PersonalRecords, column: Any, kind: PrivacyClass, organisation: Organisation | None
    ) -> Any:
        if column.primary_key:
            return new_identifier() if isinstance(column, models.UUIDField) else None
        if column.is_relation:
            return self._related(record, column, organisation)
        if column.name == record.address:
            return self.person.email
        if isinstance(column, models.CharField | models.TextField):
            return self._text(record, column, kind)
        if isinstance(column, models.JSONField):
            return {"said": self.mark(record.model, column.name, kind)}
        if isinstance(column, ArrayField) and isinstance(column.base_field, models.TextField):
            return [self.mark(record.model, column.name, kind)]
        return None if column.null or column.has_default() else self._plain(column)

    def _text(self, record: PersonalRecords, column: Any, kind: PrivacyClass) -> Any:
        if column.choices:
            return column.choices[0][0]
        if column.max_length and column.max_length < LENGTH:
            return None
        made = self.mark(record.model, column.name, kind)
        return f"{made}@example.org" if isinstance(column, models.EmailField) else made

    def _related(self, record: PersonalRecords, column: Any, organisation: Organisation | None) -> Any:
        if column.related_model is Organisation:
            return organisation
        if column.null:
            return None
        if column.related_model is Person:
            return self.person
        if column.one_to_one:
            return self._own(column, organisation)
        return self._some(column.related_model, organisation)

    def _own(self, column: Any, organisation: Organisation | None) -> Any:
        """A row of theirs that has nothing of the kind yet, where there can be only one."""
        rows = column.related_model._base_manager.filter(**self._theirs(column.related_model))
        taken = column.model._base_manager.values(column.attname)
        return (rows.filter(organisation=organisation) if organisation else rows).exclude(pk__in=taken).first()

    def _some(self, model: type[models.Model], organisation: Organisation | None) -> Any:
        """A row of nobody's, on which the person's may stand."""
        rows = model._base_manager.all()
        found = (rows.filter(organisation=organisation) if is_scoped(model) else rows).first()
        if found is not None:
            return found
        nobodys = PersonalRecords(f"{model._meta.app_label}.{model.__name__}", {})
        needed = [c for c in model._meta.concrete_fields if not (c.null or c.has_default() or c.primary_key)]
        values = {c.name: self._value(nobodys, c, PrivacyClass.NONE, organisation) for c in needed}
        self.marks = {mark: where for mark, where in self.marks.items() if where[0] != nobodys.model}
        return model._base_manager.create(**values)

    def _plain(self, column: Any) -> Any:
        if isinstance(column, SearchVectorField):
            return ""
        if isinstance(column, models.DateTimeField):  # each later than the last: what begins and ends has length
            return timezone.now() - timedelta(hours=1) + timedelta(seconds=next(self._numbers))
        if isinstance(column, models.DateField):
            return timezone.now().date()
        if isinstance(column, models.TimeField):
            return timezone.now().time()
        if isinstance(column, models.UUIDField):
            return new_identifier()
        if column.name == "amount":
            return 1  # nobody is asked for no money
        return False if isinstance(column, models.BooleanField) else 0


def everywhere(marks: set[str], disk: Path) -> dict[str, set[str]]:
    """Mark → where it lies: every column of every table, read as the tables' owner, and every stored byte."""
    found: dict[str, set[str]] = {}

    def search(text: str, where: str) -> None:
        for mark in marks:
            if mark in text:
                found.setdefault(mark, set()).add(where)

    as_owner(lambda: _search_tables(search))
    for path in disk.rglob("*"):
        if path.is_file():
            search(f"{path}\n{path.read_bytes().decode('latin-1')}", "the store")
    return found


def as_owner(act: Callable[[], Any]) -> Any:
    """Row-level security hides nothing from whoever owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        cursor.execute("SET ROLE NONE")
        try:
            return act()
        finally:
            cursor.execute(f"SET ROLE {role}")


def _search_tables(search: Callable[[str, str], None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        assert {model._meta.db_table for model in apps.get_models()} <= set(tables)
        for table in tables:
            cursor.execute(f'SELECT whole::text FROM "{table}" AS whole')
            for (text,) in cursor.fetchall():
                search(text, table)
