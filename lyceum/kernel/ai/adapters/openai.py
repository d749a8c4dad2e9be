"""OpenAI."""

from functools import lru_cache

from pydantic_ai.providers.openai import OpenAIProvider

from lyceum.kernel.ai.adapters.chat_completions import ChatCompletions, client_of
from lyceum.kernel.ai.rules.vendor import Connection

ADDRESS = "https://api.openai.com/v1"


@lru_cache(maxsize=256)
def connect(connection: Connection) -> ChatCompletions:
    client = client_of(connection, connection.address or ADDRESS)
    return ChatCompletions(connection, client, OpenAIProvider(openai_client=client))
