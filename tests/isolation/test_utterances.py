"""What a socket may say: every utterance that a room declares, said by everybody about the insider's things."""

import inspect
from typing import Any

import pytest
from django.db import transaction

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import Utterance, say, utterances
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Refusal
from tests.isolation.house import Knocker
from tests.isolation.samples import Samples
from tests.isolation.test_topics import callers, declared

pytestmark = [pytest.mark.django_db, pytest.mark.wish("O5", "B10")]


def about(utterance: Utterance, samples: Samples) -> dict[str, str]:
    """What the insider would say it about: ``"typing.conversation"`` or ``"conversation_id"`` of the samples' parts."""
    _caller, *names = inspect.signature(utterance.function).parameters
    parts = samples.parts
    found = {n: parts.get(f"{utterance.name}.{n}", parts.get(f"{n}_id", samples.values.get(n))) for n in names}
    assert None not in found.values(), f"no sample for a part of the utterance {utterance.name} (rooms.py): {found}"
    return {name: str(value() if callable(value) else value) for name, value in found.items()}


def may_say(caller: Anyone, name: str, said: dict[str, str]) -> bool:
    with scope.entered(getattr(caller, "organisation_id", None), getattr(caller, "person_id", None)):
        try:
            with transaction.atomic():
                say(caller, name, said)
        except Refusal:
            return False
    return True


def declared_utterances() -> dict[str, Any]:
    declared()
    return dict(utterances)


@pytest.mark.parametrize("name", [*declared_utterances(), "what nobody declared"])
def test_an_utterance_is_refused_to_whom_it_is_not_for(name: str, samples: Samples, knockers: list[Knocker]) -> None:
    utterance = utterances.get(name)
    said = about(utterance, samples) if utterance else {}
    everybody = callers(samples.house)
    may = {who for who, caller in everybody.items() if may_say(caller, name, said)}
    assert may - {"colleague"} == ({"insider"} if utterance else set())
