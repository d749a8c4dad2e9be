"""Any model of pydantic-ai behind our port: streaming, structured output, and faults in our own words."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, TypeVar

from pydantic_ai import Agent
from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings

from lyceum.kernel.ai.adapters import background
from lyceum.kernel.ai.adapters.faults import fault_of
from lyceum.kernel.ai.ports import Capabilities, ProviderFault, Question, Tally
from lyceum.kernel.ai.rules.event import Fault

T = TypeVar("T")


class Speaker:
    """``model`` is None where only vectors are asked for."""

    def __init__(self, model: Model[Any] | None) -> None:
        self.model = model

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(generates=self.model is not None)

    def stream(self, question: Question) -> Iterator[str | Tally]:
        try:
            yield from background.iterate(_deltas(self._model(), question))
        except Exception as error:
            raise fault_of(error) from error

    def structured(self, question: Question, schema: type[T]) -> tuple[T, Tally]:
        try:
            return background.run(_drafted(self._model(), question, schema), question.total_seconds)
        except Exception as error:
            raise fault_of(error) from error

    def embed(self, texts: Sequence[str], seconds: float) -> tuple[list[list[float]], Tally]:
        raise ProviderFault(Fault.UNFIT, "no vectors here")

    def _model(self) -> Model[Any]:
        if self.model is None:
            raise ProviderFault(Fault.UNFIT, "no model")
        return self.model


async def _deltas(model: Model[Any], question: Question) -> AsyncIterator[str | Tally]:
    """A sign of life within each span, words within the first; a model that thinks first is alive."""
    now = asyncio.get_running_loop().time
    end = now() + question.total_seconds
    async with asyncio.timeout_at(min(now() + question.first_word_seconds, end)) as patience:
        asked = model_request_stream(model, _messages(question), model_settings=_settings(question))
        async with asked as streamed:
            async for event in streamed:
                patience.reschedule(min(now() + question.silence_seconds, end))
                if text := _text_of(event):
                    yield text
            yield _tally(streamed.get())


def _text_of(event: Any) -> str:
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""


def _tally(response: ModelResponse) -> Tally:
    """A stream that ends without saying why was cut on its way; the library would take it for a whole answer."""
    said_why = (response.provider_details or {}).get("finish_reason") or response.finish_reason == "content_filter"
    if not said_why:
        raise ProviderFault(Fault.BROKEN, "stopped in the middle")
    if not any(isinstance(part, TextPart) and part.content for part in response.parts):
        raise ProviderFault(Fault.UNFIT, "no words")
    used = response.usage
    return Tally(used.input_tokens, used.output_tokens, is_whole=response.finish_reason == "stop")


async def _drafted(model: Model[Any], question: Question, schema: type[T]) -> tuple[T, Tally]:
    """What does not fit the schema is handed back to the model once, with the reason."""
    *earlier, asked = question.turns
    agent: Agent[None, T] = Agent(model, output_type=schema, instructions=question.instructions, retries=1)
    history = _messages(Question(question.instructions, tuple(earlier))) if earlier else None
    result = await agent.run(asked.text, message_history=history, model_settings=_settings(question))
    return result.output, Tally(result.usage.input_tokens, result.usage.output_tokens)


def _messages(question: Question) -> list[ModelMessage]:
    made: list[ModelMessage] = []
    for turn in question.turns:
        if turn.by_model:
            made.append(ModelResponse(parts=[TextPart(turn.text)]))
        else:
            made.append(ModelRequest(parts=[UserPromptPart(turn.text)], instructions=question.instructions))
    return made


def _settings(question: Question) -> ModelSettings:
    return ModelSettings(max_tokens=question.most_tokens, max_retries=0, timeout=question.total_seconds)
