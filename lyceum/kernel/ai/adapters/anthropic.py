"""Anthropic's Claude. It makes no vectors."""

from functools import lru_cache

from anthropic import AsyncAnthropic
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

from lyceum.kernel.ai.adapters.speaker import Speaker
from lyceum.kernel.ai.adapters.walls import client_for
from lyceum.kernel.ai.rules.vendor import Connection

ADDRESS = "https://api.anthropic.com"


@lru_cache(maxsize=256)
def connect(connection: Connection) -> Speaker:
    client = AsyncAnthropic(
        api_key=connection.key or "none",
        base_url=connection.address or ADDRESS,
        max_retries=0,
        http_client=client_for(connection),
    )
    return Speaker(AnthropicModel(connection.model, provider=AnthropicProvider(anthropic_client=client)))
