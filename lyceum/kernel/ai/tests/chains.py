"""Chains for tests: links of an organisation to the loopback server, each behaving as its model is called."""

from collections.abc import Iterator
from typing import Any

from lyceum.kernel.ai.actions.asking import ask
from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.rules.event import Done, Event, Interrupted, Words
from lyceum.kernel.ai.rules.prompt import Prompt
from lyceum.kernel.ai.rules.task import Task
from lyceum.kernel.ai.tests.loopback import ANSWER, Loopback
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Visitor

TUTOR = Task("ai.test_tutor", "Tutor", first_word_seconds=0.5, silence_seconds=0.3)
PROMPT = Prompt("ai.test_tutor", 1, "Réponds d’après : {passages}")
WHOLE = "".join(ANSWER)


def link(caller: Caller, server: Loopback, *models: str, **fields: Any) -> list[Link]:
    """One link for each model, in their order; a key of their own and a price, so that caps can be reached."""
    known = {
        "vendor": "compatible",
        "address": f"{server.address}/v1",
        "key": "sk-own",
        "price_in": 10,
        "price_out": 100,
    }
    with scope.entered(caller.organisation_id):
        rows = [
            Link(organisation_id=caller.organisation_id, position=position, model=model, **known | fields)
            for position, model in enumerate(models)
        ]
        for row in rows:
            row.save()
    return rows


def asked(
    caller: Caller | Visitor, said: str = "Que vaut I ?", task: Task = TUTOR, passages: str = "p. 12"
) -> list[Event]:
    return list(events(caller, said, task, passages))


def events(
    caller: Caller | Visitor, said: str = "Que vaut I ?", task: Task = TUTOR, passages: str = "p. 12"
) -> Iterator[Event]:
    return ask(caller, task, PROMPT, said, {"passages": passages})


def words(heard: list[Event]) -> str:
    return "".join(event.text for event in heard if isinstance(event, Words))


def ended(heard: list[Event]) -> Done:
    assert isinstance(heard[-1], Done)
    assert not [event for event in heard[:-1] if isinstance(event, Done)]
    return heard[-1]


def interruptions(heard: list[Event]) -> list[Interrupted]:
    return [event for event in heard if isinstance(event, Interrupted)]
