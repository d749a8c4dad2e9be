"""Settings of the models that this installation offers to its organisations (see docs/running.md)."""

import os


def _number(name: str) -> int | None:
    return int(os.environ[name]) if os.environ.get(name) else None


AI_CHAIN = os.environ.get("AI_CHAIN", "embedded")  # openai:gpt-4o+text-embedding-3-small, ollama:llama3.2
AI_KEYS = {
    "openai": os.environ.get("OPENAI_API_KEY", ""),
    "anthropic": os.environ.get("ANTHROPIC_API_KEY", ""),
    "compatible": os.environ.get("AI_COMPATIBLE_KEY", ""),
}
AI_ADDRESSES = {
    "ollama": os.environ.get("OLLAMA_URL", ""),
    "compatible": os.environ.get("AI_COMPATIBLE_URL", ""),
}
# host:port, comma between: servers of our own network that organisations may call.
AI_LOCAL_SERVERS = [part.strip() for part in os.environ.get("AI_LOCAL_SERVERS", "").split(",") if part.strip()]
AI_MONTHLY_DOLLARS = _number("AI_MONTHLY_DOLLARS")  # per organisation, on the keys above
AI_DAILY_QUESTIONS = _number("AI_DAILY_QUESTIONS")  # per person, where the organisation says nothing
AI_LEDGER_DAYS = int(os.environ.get("AI_LEDGER_DAYS", "400"))  # a year can be looked at whole
