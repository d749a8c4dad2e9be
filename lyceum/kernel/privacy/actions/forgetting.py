"""What erasure does in one place, as each room has said of its rows."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, ForeignKey, Model, QuerySet

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords
from lyceum.kernel.identity.models import Person
from lyceum.kernel.privacy.queries.kept import Place, is_scoped, model_of
from lyceum.kernel.privacy.rules.classes import PERSONAL


def forget_here(caller: Individual, place: Place) -> bool:
    """Whether anything of the person was here. Runs inside a transaction, in the place's scope."""
    organisation_id = place.organisation.id if place.organisation else None
    for eraser in registry.erasers():
        eraser(organisation_id, caller.person_id)
    found = sum(_forget(record, place.rows(record)) for record in place.records())
    return bool(found + (_unlink(caller) if place.organisation else 0))


def _forget(record: PersonalRecords, rows: QuerySet[Any]) -> int:
    if record.on_erasure == "keep":
        return 0
    if record.on_erasure == "blank":
        return rows.update(**_blanks(record))
    return rows.delete()[0]


def _blanks(record: PersonalRecords) -> dict[str, Any]:
    """Empty values for what says something of a person; the row itself stays, and belongs to nobody."""
    model = model_of(record)
    personal = [name for name, kind in record.fields.items() if kind in PERSONAL]
    blanks = {name: _empty(model._meta.get_field(name)) for name in personal}
    owner = record.owner.split("__")[0]
    return blanks | ({owner: None} if owner and model._meta.get_field(owner).null else {})


def _empty(field: Any) -> Any:
    return None if field.null else field.get_default()


def _unlink(caller: Individual) -> int:
    """What still points at the person: the database would show it to nobody once they are gone."""
    touched = 0
    for model in apps.get_models():
        for field in _links(model) if is_scoped(model) else ():
            rows = model._base_manager.filter(**{field.name: caller.person_id})
            touched += rows.delete()[0] if _goes_along(field) else rows.update(**{field.name: None})
    return touched


def _links(model: type[Model]) -> list[Any]:
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey) and f.related_model is Person]


def _goes_along(field: Any) -> bool:
    return field.remote_field.on_delete is CASCADE


def forget_jobs(organisation_id: UUID | None, person_id: UUID) -> None:
    """Jobs that carry the person: those that ran, and those that would run in vain."""
    if organisation_id is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE status <> 'doing' AND args::text LIKE %s", [f"%{person_id}%"]
            )
