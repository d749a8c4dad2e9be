"""What a socket may listen to: every topic that a room declares, asked for by everybody."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import Topic, may_hear, topics
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC, SIGNED_IN
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.identity.queries.caller import caller_for
from lyceum.kernel.identity.tests.factories import ORIGIN
from lyceum.project.graph import schema
from tests.isolation.house import House, Knocker
from tests.isolation.samples import Samples

pytestmark = [pytest.mark.django_db, pytest.mark.wish("O5", "B10")]


def callers(house: House) -> dict[str, Anyone]:
    """Everybody who might ask, at the place where they would."""
    here, there = house.here.organisation, house.abroad.organisation
    insider, stranger = house.here.insider.person, house.abroad.insider.person
    return {
        "insider": _caller(insider, here),
        "colleague": _caller(house.here.colleague.person, here),
        "nobody": Visitor(here.id, "en", ORIGIN),
        "stranger here": _caller(stranger, here),
        "stranger at home": _caller(stranger, there),
        "stranger nowhere": _caller(stranger, None),
    }


def _caller(person: Person, organisation: Organisation | None) -> Anyone:
    caller = caller_for(person, organisation, ORIGIN, "en")
    scope.leave()
    return caller


def name_of(topic: Topic, samples: Samples) -> str:
    """The topic as the insider would ask for it."""
    house = samples.house
    own = {"me": house.here.insider.person_id, "organisation": house.here.organisation.id}
    kind = topic.pattern.partition(":")[0]
    known = samples.parts | {name.removeprefix(f"{kind}."): value for name, value in samples.parts.items()} | own
    parts = {part: known.get(part, known.get(f"{part}_id")) for part in re.findall(r"{(\w+)}", topic.pattern)}
    assert None not in parts.values(), f"no sample for a part of the topic {topic.pattern} (see rooms.py): {parts}"
    return topic.pattern.format(**parts)


def hears(caller: Anyone, name: str) -> bool:
    with scope.entered(getattr(caller, "organisation_id", None), getattr(caller, "person_id", None)):
        return may_hear(caller, name)


def declared() -> list[Topic]:
    for config in apps.get_app_configs():
        if config.name.startswith("lyceum.") and find_spec(f"{config.name}.interface.live"):
            import_module(f"{config.name}.interface.live")
    return list(topics)


def test_rooms_declare_topics() -> None:
    assert len(declared()) >= 2


@pytest.mark.parametrize("topic", declared(), ids=lambda topic: topic.pattern)
def test_a_topic_is_heard_by_whom_it_is_for(topic: Topic, samples: Samples, knockers: list[Knocker]) -> None:
    name = name_of(topic, samples)
    heard = {who: hears(caller, name) for who, caller in callers(samples.house).items()}
    expected = {"insider"} if "{me}" in topic.pattern else {"insider", "colleague"}
    expected = set(heard) if topic.policy == PUBLIC else expected
    assert {who for who, may in heard.items() if may} == expected


def test_a_topic_that_nobody_declared_is_heard_by_nobody(samples: Samples) -> None:
    here = samples.house.here.organisation.id
    names = ["", "organisation", f"organisation:{here}:secrets", "x" * 5000, "person:None"]
    for caller in callers(samples.house).values():
        assert not any(may_hear(caller, name) for name in names)


def test_nothing_is_not_somebody(samples: Samples) -> None:
    """Who has no organisation does not hear what is told to none."""
    before = list(topics)
    topics[:] = [Topic("organisation:{organisation}:x", SIGNED_IN), Topic("lamp:{lamp}", MEMBER)]
    try:
        nowhere = callers(samples.house)["stranger nowhere"]
        assert not may_hear(nowhere, "organisation:None:x")
        assert not may_hear(callers(samples.house)["insider"], "lamp:1")
    finally:
        topics[:] = before


def test_a_subscription_hears_what_a_socket_may() -> None:
    """GraphQL's subscriptions listen to the topics above, and to nothing else."""
    patterns = {topic.pattern for topic in declared()}
    shorts = patterns | {pattern.rpartition(":")[2] for pattern in patterns}
    root = schema._schema.subscription_type
    assert root is not None
    fields = {name: field.extensions["strawberry-definition"] for name, field in root.fields.items()}
    topics_of = {name: getattr(field.base_resolver.wrapped_func, "topic", None) for name, field in fields.items()}
    assert {name: topic for name, topic in topics_of.items() if topic not in shorts} == {}
