"""``python -m lyceum diagram --keep``: the entity-relation diagram of every room, read from the models."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Field, ForeignKey, Model

COMMAND = "python -m lyceum diagram --keep"
KEPT = settings.BASE_DIR / "docs" / "model.md"
HEAD = f"""# What is kept

Every table of every room, its columns and what they point at. Rooms of a domain point at the kernel's, never at one
another's. Written by `{COMMAND}`, never by hand; a house test compares.
"""


class Command(BaseCommand):
    help = "Print the entity-relation diagram (Mermaid) of every room."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--keep", action="store_true", help=f"Write it to {KEPT.name} in docs instead.")

    def handle(self, *args: Any, keep: bool, **options: Any) -> None:
        if keep:
            KEPT.write_text(diagram(), encoding="utf-8")
        else:
            self.stdout.write(diagram(), ending="")


def diagram() -> str:
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("lyceum.")]
    drawn = [_room(config) for config in sorted(rooms, key=lambda config: config.label) if list(config.get_models())]
    return "\n".join([HEAD, *drawn])


def _room(config: AppConfig) -> str:
    models = sorted(config.get_models(), key=lambda model: model.__name__)
    lines = [f"## {config.label}", "", "```mermaid", "erDiagram"]
    for model in models:
        lines += _entity(model)
    for model in models:
        lines += _relations(model)
    return "\n".join([*lines, "```", ""])


def _entity(model: type[Model]) -> Iterator[str]:
    yield f"    {model.__name__} {{"
    for field in model._meta.concrete_fields:
        yield f"        {_type(field)} {field.column}{' PK' if field.primary_key else ''}"
    yield "    }"


def _relations(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            many = "|o--o{" if field.null else "||--o{"
            yield f"    {field.related_model.__name__} {many} {model.__name__} : {field.name}"


def _type(field: "Field[Any, Any]") -> str:
    return field.get_internal_type().removesuffix("Field") or "Text"
