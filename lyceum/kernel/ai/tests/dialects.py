"""The wire formats of vendors, as far as the loopback server speaks them."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

TOKENS_IN, TOKENS_OUT = 42, 7
RIGHT, WRONG = {"question": "Que vaut I ?", "page": 12}, {"question": 3}


class OpenAI:
    OPENING = 1

    @staticmethod
    def stream(words: Sequence[str], model: str, end: str) -> Iterator[str]:
        def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> str:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            return _event(
                {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": model}
                | {"choices": [choice]}
                | more
            )

        yield chunk({"role": "assistant", "content": ""})
        for word in words:
            yield chunk({"content": word})
        yield chunk({}, end)
        yield _event(
            {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": model,
                "choices": [],
                "usage": _usage(),
            }
        )
        yield "data: [DONE]\n\n"

    @staticmethod
    def drafted(body: dict[str, Any], *, right: bool) -> dict[str, Any]:
        arguments = json.dumps(RIGHT if right else WRONG)
        name = body["tools"][0]["function"]["name"] if body.get("tools") else "final_result"
        call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": arguments}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
        return {"id": "1", "object": "chat.completion", "created": 1, "model": body["model"]} | {
            "choices": [choice],
            "usage": _usage(),
        }


class Anthropic:
    OPENING = 2

    @staticmethod
    def stream(words: Sequence[str], model: str, end: str) -> Iterator[str]:
        usage = {"input_tokens": TOKENS_IN, "output_tokens": 1}
        message = {"id": "m", "type": "message", "role": "assistant", "content": [], "model": model, "usage": usage}
        yield _named({"type": "message_start", "message": message | {"stop_reason": None, "stop_sequence": None}})
        yield _named({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
        for word in words:
            yield _named({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": word}})
        yield _named({"type": "content_block_stop", "index": 0})
        reason = {"stop": "end_turn", "length": "max_tokens"}[end]
        ended = {"delta": {"stop_reason": reason, "stop_sequence": None}, "usage": {"output_tokens": TOKENS_OUT}}
        yield _named({"type": "message_delta"} | ended)
        yield _named({"type": "message_stop"})

    @staticmethod
    def drafted(body: dict[str, Any], *, right: bool) -> dict[str, Any]:
        name = body["tools"][0]["name"]
        call = {"type": "tool_use", "id": "t1", "name": name, "input": RIGHT if right else WRONG}
        usage = {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT}
        told = {"id": "m", "type": "message", "role": "assistant", "content": [call], "model": body["model"]}
        return told | {"stop_reason": "tool_use", "stop_sequence": None, "usage": usage}


def vectors(
    body: dict[str, Any], meaning: Callable[[str], list[float]] | None = None, *, short: bool = False
) -> dict[str, Any]:
    texts = body["input"][1:] if short else body["input"]
    said = [meaning(text) if meaning else [len(text), n, 0.5] for n, text in enumerate(texts)]
    made = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(said)]
    return {
        "object": "list",
        "data": made[::-1],
        "model": body["model"],
        "usage": {"prompt_tokens": TOKENS_IN, "total_tokens": TOKENS_IN},
    }


def _usage() -> dict[str, int]:
    return {"prompt_tokens": TOKENS_IN, "completion_tokens": TOKENS_OUT, "total_tokens": TOKENS_IN + TOKENS_OUT}


def _event(content: dict[str, Any]) -> str:
    return f"data: {json.dumps(content)}\n\n"


def _named(content: dict[str, Any]) -> str:
    return f"event: {content['type']}\n{_event(content)}"
