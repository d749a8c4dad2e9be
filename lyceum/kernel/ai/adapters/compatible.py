"""Any server that speaks as OpenAI does: vLLM, llama.cpp, LM Studio, LocalAI, Mistral, one's own gateway."""

from lyceum.kernel.ai.adapters.chat_completions import connect

__all__ = ["connect"]
