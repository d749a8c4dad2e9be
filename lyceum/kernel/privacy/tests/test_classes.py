from dataclasses import is_dataclass
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.announcing import kind_of
from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass
from lyceum.kernel.privacy.queries.kept import model_fields
from lyceum.kernel.privacy.rules.classes import faults, unclassed_fields

IDENTIFYING = PrivacyClass.IDENTIFYING


@pytest.mark.wish("Q9")
@pytest.mark.wish("Q10")
def test_every_field_of_every_table_is_classed() -> None:
    assert unclassed_fields(model_fields(), registry.personal_records()) == []


def test_every_class_can_be_acted_upon() -> None:
    assert list(faults(model_fields(), registry.personal_records())) == []


def test_what_is_somebodys_is_explained_to_them() -> None:
    silent = [r.model for r in registry.personal_records() if (r.owner or r.address) and not r.what]
    assert silent == []


def test_finds_what_was_forgotten() -> None:
    models = {"room.Card": ["id", "phone"], "room.Pen": ["id"]}
    records = [PersonalRecords("room.Card", {"id": PrivacyClass.TECHNICAL}, owner="person")]
    assert unclassed_fields(models, records) == ["room.Card.phone", "room.Pen.id"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (PersonalRecords("a.B", {"x": IDENTIFYING}), "a.B says something of a person, and nothing says of whom"),
        (PersonalRecords("a.B", {}, on_erasure="keep"), "a.B is kept, and nothing says why"),
        (PersonalRecords("a.B", {}, on_erasure="burn"), "a.B: burn is no way of erasing"),
        (PersonalRecords("a.C", {}), "a.C does not exist"),
        (PersonalRecords("a.B", {"y": PrivacyClass.NONE}), "a.B.y does not exist"),
    ],
)
def test_finds_what_could_not_be_acted_upon(record: PersonalRecords, expected: str) -> None:
    assert list(faults({"a.B": ["x"]}, [record])) == [expected]


def test_finds_what_is_classed_twice() -> None:
    record = PersonalRecords("a.B", {})
    assert list(faults({"a.B": []}, [record, record])) == ["a.B is classed twice"]


@pytest.mark.wish("Q11")
@pytest.mark.wish("A18")
def test_every_fact_has_a_name_in_the_trail() -> None:
    facts = {kind_of(fact) for room in registry.rooms() for fact in _facts_of(room)}
    assert facts - set(registry.fact_labels()) == set()


def _facts_of(room: str) -> list[type]:
    name = f"{apps.get_app_config(room).name}.announcements"
    if not find_spec(name):
        return []
    module = import_module(name)
    return [value for value in vars(module).values() if is_dataclass(value) and value.__module__ == name]
