"""One question in three ways, each until its first word."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from openai import OpenAI

from lyceum.kernel.ai.actions.asking import ask
from lyceum.kernel.ai.actions.tasks import Prompt, Task, Words
from lyceum.kernel.ai.models import Link
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member, make_organisation, make_person

Way = Callable[[], Iterator[str]]
TASK, PROMPT = Task("bench.ask", "Bench"), Prompt("bench.ask", 1, "Answer from these passages alone: {passages}")
SAID, PASSAGES = "Que vaut le courant ?", "Le courant est de 2 A. " * 100


def ways(address: str) -> tuple[Way, Way, Way]:
    caller, client = _caller(address), OpenAI(api_key="none", base_url=f"{address}/v1", max_retries=0)

    def directly() -> Iterator[str]:
        said = [
            {"role": "system", "content": PROMPT.filled({"passages": PASSAGES})},
            {"role": "user", "content": SAID},
        ]
        with client.chat.completions.create(model="well", messages=said, stream=True) as stream:  # type: ignore[call-overload]
            for chunk in stream:
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content

    def asked(task: Task) -> Iterator[str]:
        for event in ask(caller, task, PROMPT, SAID, {"passages": PASSAGES}):
            if isinstance(event, Words):
                yield event.text

    repeatable = replace(TASK, code="bench.repeat", repeatable=True)
    return directly, lambda: asked(TASK), lambda: asked(repeatable)


def _caller(address: str) -> Caller:
    organisation = make_organisation("Bench", f"bench-ai-{new_identifier().hex[-12:]}")  # each run its own ledger
    caller = caller_of(make_member(organisation, Role.STUDENT, person=make_person("Inès Bench")))
    with scope.entered(organisation.id):
        Link.objects.create(
            organisation=organisation, position=0, vendor="compatible", model="well", address=f"{address}/v1", key="k"
        )
    return caller
