"""One event loop in a thread of its own, for vendors’ asynchronous clients, whose connections stay open."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import aclosing
from functools import lru_cache
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
_END = object()


def run(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """Wait for the result. Raises TimeoutError, and ends the work, after so many seconds."""
    return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), _loop(os.getpid())).result()


def iterate(work: AsyncIterator[T]) -> Iterator[T]:
    """Items as they come. Whoever stops listening ends the work."""
    heard: SimpleQueue[Any] = SimpleQueue()
    pumping = asyncio.run_coroutine_threadsafe(_pump(work, heard), _loop(os.getpid()))
    try:
        while (item := heard.get()) is not _END:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        pumping.cancel()


async def _pump(work: Any, heard: SimpleQueue[Any]) -> None:
    try:
        async with aclosing(work):
            async for item in work:
                heard.put(item)
    except Exception as fault:
        heard.put(fault)
    finally:
        heard.put(_END)


@lru_cache(maxsize=1)
def _loop(process: int) -> asyncio.AbstractEventLoop:
    """By process: a thread does not survive a fork."""
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, name="ai", daemon=True).start()
    return made
