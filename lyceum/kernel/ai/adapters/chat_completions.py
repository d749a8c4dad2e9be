"""What OpenAI, Ollama and most servers of open models have in common: the protocol of chat completions."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from openai import AsyncOpenAI
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers import Provider as VendorsProvider
from pydantic_ai.providers.openai import OpenAIProvider

from lyceum.kernel.ai.adapters import background
from lyceum.kernel.ai.adapters.faults import fault_of
from lyceum.kernel.ai.adapters.speaker import Speaker
from lyceum.kernel.ai.adapters.walls import client_for
from lyceum.kernel.ai.ports import Capabilities, Tally
from lyceum.kernel.ai.rules.vendor import Connection


class ChatCompletions(Speaker):
    """``client`` speaks to the server; ``provider`` knows the habits of what answers there."""

    def __init__(self, connection: Connection, client: AsyncOpenAI, provider: VendorsProvider[AsyncOpenAI]) -> None:
        super().__init__(self.chat_model(connection, provider) if connection.model else None)
        self.client, self.embedding_model = client, connection.embedding_model

    def chat_model(self, connection: Connection, provider: VendorsProvider[AsyncOpenAI]) -> OpenAIChatModel:
        return OpenAIChatModel(connection.model, provider=provider)

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(generates=self.model is not None, embeds=bool(self.embedding_model))

    def embed(self, texts: Sequence[str], seconds: float) -> tuple[list[list[float]], Tally]:
        try:
            return background.run(_vectors(self.client, self.embedding_model, list(texts)), seconds)
        except Exception as error:
            raise fault_of(error) from error


async def _vectors(client: AsyncOpenAI, model: str, texts: list[str]) -> tuple[list[list[float]], Tally]:
    answer: Any = await client.embeddings.create(model=model, input=texts, encoding_format="float")
    found = [entry.embedding for entry in sorted(answer.data, key=lambda entry: entry.index)]
    if len(found) != len(texts) or len({len(vector) for vector in found}) != 1:
        raise ValueError("not one vector of one length for each text")
    return found, Tally(getattr(answer.usage, "prompt_tokens", 0) or 0)


def client_of(connection: Connection, address: str | None) -> AsyncOpenAI:
    """A server without a key ignores the word that stands for one; without any, OpenAI's own would be sent to it."""
    http = client_for(connection)
    return AsyncOpenAI(api_key=connection.key or "none", base_url=address, max_retries=0, http_client=http)


@lru_cache(maxsize=256)
def connect(connection: Connection) -> ChatCompletions:
    client = client_of(connection, connection.address)
    return ChatCompletions(connection, client, OpenAIProvider(openai_client=client))
