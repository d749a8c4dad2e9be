"""Ask a model, and hear the answer as it comes."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from uuid import UUID

from lyceum.kernel.ai.actions.chain import Call, Journey, refuse_in_transaction
from lyceum.kernel.ai.actions.keeping import keep_answer, kept_answer
from lyceum.kernel.ai.actions.ledger import note
from lyceum.kernel.ai.ports import ProviderFault, Question, Tally, provider
from lyceum.kernel.ai.queries.chain import ready_of
from lyceum.kernel.ai.rules.asked import Asked
from lyceum.kernel.ai.rules.event import Done, Event, Interrupted, Outcome, Words
from lyceum.kernel.ai.rules.joining import WINDOW, joined
from lyceum.kernel.ai.rules.prompt import Prompt, Turn, digest_of
from lyceum.kernel.ai.rules.task import Task
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import NotAllowed


def ask(
    caller: Caller | Visitor,
    task: Task,
    prompt: Prompt,
    said: str,
    parts: Mapping[str, str] | None = None,
    earlier: Sequence[Turn] = (),
    only: UUID | None = None,
) -> Iterator[Event]:
    """The answer to what the person ``said``, with the prompt filled by ``parts``; the last event is a Done.

    Where no model writes, there is only ``Done(NO_MODEL)``: the caller then does what can be done without.
    Raises TooMany, before the first event, where a cap is reached and the task refuses.
    ``only``: that link of the chain, and no other.
    """
    refuse_in_transaction()
    asked = asked_of(caller, task, prompt, said, parts or {}, earlier)
    kept = kept_answer(asked.organisation_id, _digest(asked)) if task.repeatable else None
    if kept is not None:
        note(asked.organisation_id, asked, Outcome.KEPT)
        return iter([Words(kept), Done(Outcome.KEPT)])
    places = [place for place in ready_of(asked.organisation_id) if place.connection.model]
    places = [place for place in places if only in {None, place.link_id}]
    if not places:
        return iter([Done(Outcome.NO_MODEL)])
    journey = Journey(asked, iter(places))
    first = journey.next()
    return _answered(journey, first) if first else iter([Done(journey.without_anybody())])


def asked_of(
    caller: Caller | Visitor, task: Task, prompt: Prompt, said: str, parts: Mapping[str, str], earlier: Sequence[Turn]
) -> Asked:
    if caller.organisation_id is None:
        raise NotAllowed("")
    person_id, time_zone = getattr(caller, "person_id", None), getattr(caller, "time_zone", "UTC")
    turns = (*earlier, Turn(said))
    return Asked(caller.organisation_id, person_id, time_zone, task, prompt, prompt.filled(parts), turns)


def _answered(journey: Journey, call: Call | None) -> Iterator[Event]:
    shown = ""
    while call:
        said, end = yield from _spoken(call, journey, shown)
        if isinstance(end, Tally):
            yield _done(journey, call, end)
            if end.is_whole and not shown and journey.asked.task.repeatable:
                keep_answer(journey.asked.organisation_id, _digest(journey.asked), said)
            return
        shown += said
        if said:
            yield Interrupted(call.place.name, end.fault)
        call = journey.next()
    yield _given_up(journey, shown)


def _spoken(call: Call, journey: Journey, shown: str) -> Generator[Event, None, tuple[str, Tally | ProviderFault]]:
    """What one provider says, until its end or its fault."""
    said, tally = "", Tally()
    try:
        with closing(_stream(call, Question.of(journey.asked, shown))) as stream:
            for item in _going_on(shown, stream):
                if isinstance(item, Tally):
                    tally = item
                else:
                    call.entry.hear()
                    said += item
                    yield Words(item)
    except ProviderFault as fault:
        journey.used.append(call.fail(fault, said))
        journey.fault = fault
        return said, fault
    except GeneratorExit:
        call.leave(said)
        raise
    journey.used.append(call.succeed(tally, said))
    return said, tally


def _stream(call: Call, question: Question) -> Generator[str | Tally, None, None]:
    yield from provider(call.place.connection).stream(question)


def _going_on(shown: str, stream: Iterator[str | Tally]) -> Iterator[str | Tally]:
    """After an interruption the first words are held back until it can be seen what they repeat."""
    held = ""
    try:
        for item in stream:
            if not shown or isinstance(item, Tally):
                if held:
                    yield joined(shown, held)
                yield item
                held = ""
                continue
            held += item
            if len(held) >= WINDOW:
                yield joined(shown, held)
                shown = held = ""
    except ProviderFault:
        if held and (rest := joined(shown, held)):
            yield rest
        raise


def _done(journey: Journey, call: Call, tally: Tally) -> Done:
    outcome = Outcome.ANSWERED if tally.is_whole else Outcome.SHORTENED
    return Done(outcome, journey.total, call.place.name, call.place.connection.model)


def _given_up(journey: Journey, shown: str) -> Done:
    last = journey.fault
    outcome = Outcome.CUT if shown else Outcome.FAILED
    return Done(outcome, journey.total, fault=last.fault if last else None, detail=last.detail if last else "")


def _digest(asked: Asked) -> str:
    assert asked.prompt is not None
    return digest_of(asked.organisation_id, asked.task.code, asked.prompt, asked.instructions, asked.turns)
