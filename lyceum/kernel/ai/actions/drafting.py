"""Have a model fill in a form of ours, or nothing."""

import hashlib
import json
from collections.abc import Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from lyceum.kernel.ai.actions.asking import asked_of
from lyceum.kernel.ai.actions.chain import Journey, refuse_in_transaction
from lyceum.kernel.ai.actions.keeping import keep_answer, kept_answer
from lyceum.kernel.ai.actions.ledger import note
from lyceum.kernel.ai.ports import ProviderFault, Question, provider
from lyceum.kernel.ai.queries.chain import ready_of
from lyceum.kernel.ai.rules.asked import Asked
from lyceum.kernel.ai.rules.event import Outcome
from lyceum.kernel.ai.rules.prompt import Prompt, digest_of
from lyceum.kernel.ai.rules.task import Task
from lyceum.kernel.foundation.rules.caller import Caller, Visitor

T = TypeVar("T")


def draft(
    caller: Caller | Visitor,
    task: Task,
    prompt: Prompt,
    schema: type[T],
    said: str,
    parts: Mapping[str, str] | None = None,
) -> T | None:
    """An object of ``schema`` (a pydantic model or a dataclass), valid; None where no model could make one.

    Raises TooMany where a cap is reached and the task refuses.
    """
    refuse_in_transaction()
    asked = asked_of(caller, task, prompt, said, parts or {}, ())
    digest = _digest(asked, schema) if task.repeatable else ""
    if digest and (kept := _kept(asked, digest, schema)) is not None:
        note(asked.organisation_id, asked, Outcome.KEPT)
        return kept
    places = [place for place in ready_of(asked.organisation_id) if place.connection.model]
    made = _made(Journey(asked, iter(places)), schema) if places else None
    if digest and made is not None:
        keep_answer(asked.organisation_id, digest, TypeAdapter(schema).dump_json(made).decode())
    return made


def _made(journey: Journey, schema: type[T]) -> T | None:
    call = journey.next()
    if call is None:
        journey.without_anybody()
    while call:
        try:
            made, tally = provider(call.place.connection).structured(Question.of(journey.asked), schema)
        except ProviderFault as fault:
            call.fail(fault)
            call = journey.next()
        else:
            call.succeed(tally)
            return made
    return None


def _kept(asked: Asked, digest: str, schema: type[T]) -> T | None:
    kept = kept_answer(asked.organisation_id, digest)
    try:
        return TypeAdapter(schema).validate_json(kept) if kept else None
    except ValidationError:
        return None


def _digest(asked: Asked, schema: type[T]) -> str:
    assert asked.prompt is not None
    shape = hashlib.sha256(json.dumps(TypeAdapter(schema).json_schema(), sort_keys=True).encode()).hexdigest()
    return shape + digest_of(asked.organisation_id, asked.task.code, asked.prompt, asked.instructions, asked.turns)
