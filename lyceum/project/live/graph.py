"""GraphQL subscriptions, by the protocol ``graphql-transport-ws``: a socket like the others, with other words."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.utils.translation import gettext as _
from graphql import GraphQLError, OperationType, get_operation_ast, parse

from lyceum.kernel.foundation.interface.graph import refused
from lyceum.kernel.foundation.rules.frames import Frame
from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.project.graph import schema
from lyceum.project.live.pace import LONGEST_REQUEST
from lyceum.project.live.socket import MOST_TOPICS, TOO_MANY, Socket

log = structlog.get_logger("lyceum.live")
PROTOCOL = "graphql-transport-ws"
MOST_OPERATIONS, PATIENCE = 20, 10.0
UNREADABLE, NOT_GREETED, TOO_LATE, TWICE, AGAIN, BROKEN = 4400, 4401, 4408, 4409, 1012, 1011
Heard = asyncio.Queue[dict[str, Any] | None]


class GraphSocket(Socket):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.greeted = False
        self.operations: dict[str, asyncio.Task[None]] = {}
        self.hearers: dict[str, set[Heard]] = defaultdict(set)

    async def live(self) -> None:
        hurry = asyncio.get_running_loop().call_later(PATIENCE, self._hurry)
        try:
            await super().live()
        finally:
            hurry.cancel()
            tasks = list(self.operations.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def take(self, text: str) -> None:
        if not self.pace.allows():
            return self.end(TOO_MANY)
        said = _read(text)
        match said.get("type"):
            case "connection_init" if not self.greeted:
                self.greeted = True
                self.tell(type="connection_ack")
            case "ping":
                self.tell(type="pong")
            case "pong":
                pass
            case "subscribe" | "complete" if not self.greeted:
                self.end(NOT_GREETED)
            case "subscribe" if isinstance(said.get("id"), str) and isinstance(said.get("payload"), dict):
                self._start(said["id"], said["payload"])
            case "complete" if (task := self.operations.pop(str(said.get("id")), None)) is not None:
                task.cancel()
            case "complete":
                pass
            case _:
                self.end(UNREADABLE)

    def _hurry(self) -> None:
        if not self.greeted:
            self.end(TOO_LATE)

    def deliver(self, frame: Frame) -> None:
        said = json.loads(frame.text)
        for name, topics in self.asked.items():
            if frame.topic in topics:
                self._pass_on(name, said)

    def resync(self) -> None:
        """The protocol has no word for it: whoever is sent away so comes back, and looks."""
        self.end(AGAIN)

    async def frames(self, name: str) -> AsyncGenerator[dict[str, Any], None]:
        """What ``subscription`` listens to."""
        async with self.looking:
            found = await self._look(frozenset([name, *self.asked])) if len(self.asked) < MOST_TOPICS else {}
            if found is not None:
                self._listen_to(found, self.watched)
        with self._hearing(name) as heard:
            while name in self.asked and (said := await heard.get()) is not None:
                yield said
        raise NotAllowed(_("You do not have access to this."))

    def tell_changes(self, before: dict[str, frozenset[str]]) -> None:
        for lost in before.keys() - self.asked.keys():
            self._pass_on(lost, None)
        if any(topics != before.get(name) for name, topics in self.asked.items()):
            self.end(AGAIN)

    @contextmanager
    def _hearing(self, name: str) -> Iterator[Heard]:
        heard: Heard = asyncio.Queue(self.waiting.maxsize)
        self.hearers[name].add(heard)
        try:
            yield heard
        finally:
            self.hearers[name].discard(heard)

    def _pass_on(self, name: str, said: dict[str, Any] | None) -> None:
        for heard in tuple(self.hearers[name]):
            try:
                heard.put_nowait(said)
            except asyncio.QueueFull:
                self.resync()

    def _start(self, number: str, payload: dict[str, Any]) -> None:
        if number in self.operations:
            return self.end(TWICE)
        if len(self.operations) >= MOST_OPERATIONS:
            return self.end(TOO_MANY)
        self.operations[number] = asyncio.create_task(self._operate(number, payload))

    async def _operate(self, number: str, payload: dict[str, Any]) -> None:
        try:
            if await self._stream(number, payload):
                self.tell(type="complete", id=number)
        except GraphQLError as error:  # too heavy: said before it is even looked at
            self.tell(type="error", id=number, payload=[error.formatted])
        except Exception:
            log.exception("a subscription failed")
            self.end(BROKEN)
        finally:
            if self.operations.get(number) is asyncio.current_task():
                del self.operations[number]

    async def _stream(self, number: str, payload: dict[str, Any]) -> bool:
        """False when it was an error, which ends an operation by itself."""
        if _asks_for_more(payload):
            self.tell(type="error", id=number, payload=[{"message": _("Only subscriptions are answered here.")}])
            return False
        stream = await schema.subscribe(
            payload.get("query"),
            payload.get("variables") or {},
            context_value=self,
            operation_name=payload.get("operationName"),
        )
        async for result in stream:
            errors = result.errors or []
            for error in errors:
                refused(error)
            if errors:
                self.tell(type="error", id=number, payload=[error.formatted for error in errors])
                return False
            self.tell(type="next", id=number, payload={"data": result.data})
        return True


def _asks_for_more(payload: dict[str, Any]) -> bool:
    """Queries and mutations are answered by web processes."""
    try:
        document = parse(str(payload.get("query")), max_tokens=1000)
    except GraphQLError:
        return False  # what is wrong with it is said by whoever answers
    asked = get_operation_ast(document, payload.get("operationName"))
    return asked is not None and asked.operation is not OperationType.SUBSCRIPTION


def _read(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text) if len(text) <= LONGEST_REQUEST else None
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
