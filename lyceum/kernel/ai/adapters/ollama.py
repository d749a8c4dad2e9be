"""Ollama, on one's own machine: through the part of its API that speaks as OpenAI does."""

from functools import lru_cache

from openai import AsyncOpenAI
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.providers import Provider as VendorsProvider
from pydantic_ai.providers.ollama import OllamaProvider

from lyceum.kernel.ai.adapters.chat_completions import ChatCompletions, client_of
from lyceum.kernel.ai.rules.vendor import Connection


class Ollama(ChatCompletions):
    def chat_model(self, connection: Connection, provider: VendorsProvider[AsyncOpenAI]) -> OllamaModel:
        return OllamaModel(connection.model, provider=provider)


@lru_cache(maxsize=256)
def connect(connection: Connection) -> Ollama:
    """``http://localhost:11434`` is what people write; the protocol lies below ``/v1``."""
    client = client_of(connection, connection.address.rstrip("/").removesuffix("/v1") + "/v1")
    return Ollama(connection, client, OllamaProvider(openai_client=client))
