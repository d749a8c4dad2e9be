"""Buyers at an event: each takes a place, says who they are, pays, waits for the tickets; then another one comes.

Runs as a process of its own, ``python -m bench.buyers``: a plan on standard input, its figures on standard output.
Through the pages they do what a browser does: cookies, forms with their hidden fields, redirects, the line's own pace.
"""

import asyncio
import json
import re
import secrets
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from http.cookies import SimpleCookie
from itertools import count
from typing import Any
from urllib.parse import urlencode

from bench.client import _cpu, _percentile
from lyceum.kernel.foundation.rules.identifier import new_identifier

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_REFRESH = re.compile(r'http-equiv="refresh" content="(\d+);url=([^"]+)"')
_STANDING = re.compile(r'data-standing="([^"]+)" data-state="([^"]+)"')
LOOKS_AFTER, LOOKS_LONGER, LOOKS_AT_MOST = 1.5, 1.3, 15.0  # as the page's own script does (order-watch.js)


@dataclass(frozen=True, slots=True)
class Plan:
    """``door``: ``rest`` or ``pages``. ``site``: the organisation's address; ``event``: its slug, ``event_id``."""

    port: int
    door: str
    buyers: int
    site: str
    event: str
    event_id: str
    type_id: str
    token: str  # the name of the cookie against forgery
    seconds: float  # at most


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: str
    body: str

    def header(self, name: str) -> str:
        found = re.search(rf"(?im)^{name}: *(.*?)\r?$", self.head)
        return found[1] if found else ""


class SoldOut(Exception):
    pass


class Odd(Exception):
    """An answer that no buyer should get."""


class Crowd:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.steps, self.odd = plan, defaultdict[str, list[float]](list), Counter[str]()
        self.numbers, self.is_sold_out, self.last = count(), False, 0.0
        self.began = time.perf_counter()

    async def run(self) -> dict[str, Any]:
        used = _cpu()
        people = [Buyer(self) for _ in range(self.plan.buyers)]
        await asyncio.gather(*(one.connect() for one in people))
        self.began = time.perf_counter()
        await asyncio.gather(*(one.buy_on() for one in people))
        took = time.perf_counter() - self.began
        return {
            "orders": len(self.steps["whole purchase"]),
            "seconds": self.last - self.began,
            "cpu": (_cpu() - used) / took,
            "odd": dict(self.odd),
            "steps": {name: _marks(times) for name, times in self.steps.items()},
        }

    @property
    def is_over(self) -> bool:
        return self.is_sold_out or time.perf_counter() - self.began > self.plan.seconds


class Buyer:
    """One connection, as a browser keeps it; each purchase is another person from another address."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, self.plan = crowd, crowd.plan

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.plan.port, limit=2**20)

    async def buy_on(self) -> None:
        while not self.crowd.is_over:
            self.number, self.cookies = next(self.crowd.numbers), SimpleCookie()
            try:
                async with self.timed("whole purchase"):
                    await (self.buy_over_rest() if self.plan.door == "rest" else self.buy_on_pages())
                self.crowd.last = time.perf_counter()
            except SoldOut:
                self.crowd.is_sold_out = True
            except (Odd, OSError, asyncio.IncompleteReadError) as fault:
                self.crowd.odd[f"{type(fault).__name__} {fault}"[:160]] += 1
                await self.connect()
        self.writer.close()

    async def buy_over_rest(self) -> None:
        api = f"{self.plan.site}/api/v1"
        order = await self.held(f"{api}/events/{self.plan.event_id}/orders")
        mine = {"X-Order-Secret": order["secret"]}
        person = {"email": f"buyer{self.number}@bench.example", "name": f"Buyer {self.number}", "method": "card"}
        await self.call("names", "PUT", f"{api}/orders/{order['id']}/placing", person, mine)
        step = await self.call("payment begun", "POST", f"{api}/orders/{order['id']}/payment", {}, mine)
        self.cookies[self.plan.token] = token = secrets.token_hex(16)  # a program needs no page to get one from
        await self.sent("card", f"{step['url']}card/", {"csrfmiddlewaretoken": token, "card": "4242"})
        async with self.timed("from card to tickets"):
            async for _ in looking():
                order = await self.call("looking", "GET", f"{api}/orders/{order['id']}", None, mine)
                if order["tickets"]:
                    return

    async def held(self, path: str) -> dict[str, Any]:
        wants = [{"type_id": self.plan.type_id, "quantity": 1}]
        body, came, waited = {"id": str(new_identifier()), "wants": wants, "place": ""}, time.perf_counter(), 0
        while True:
            asked = time.perf_counter()
            answer = await self.ask("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            if answer.status == 200:
                self.crowd.steps["hold"].append(time.perf_counter() - asked)
                self.crowd.steps["in line"].append(asked - came if waited else 0)
                return dict(json.loads(answer.body))
            told = json.loads(answer.body)
            if told["code"] != "stand_in_line":
                raise SoldOut if answer.status == 409 else Odd(f"hold: {answer.status} {told['code']}")
            body["place"], waited = told["fields"]["place"][0], waited + 1
            await self.wait(float(answer.header("Retry-After")))

    async def buy_on_pages(self) -> None:
        path = f"{self.plan.site}/events/{self.plan.event}/"
        await self.opened("event page", path)
        order = await self.chosen(path)
        await self.opened("order page", order)
        person = {"email": f"buyer{self.number}@bench.example", "name": f"Buyer {self.number}", "address": ""}
        bank = await self.sent("names", order, person | {"method": "card", "agreed": "on"})
        page = await self.opened("bank page", bank)
        await self.sent("card", f"{bank}card/", dict(_HIDDEN.findall(page.body)) | {"card": "4242"})
        async with self.timed("from card to tickets"):
            page = await self.opened("order page", order)
            async for _ in looking():
                if "ticket-qr" in page.body:
                    return
                if not (found := _STANDING.search(page.body)):
                    raise Odd("no tickets")
                answer = await self.ask("GET", found[1])
                if json.loads(answer.body)["state"] != found[2]:
                    page = await self.opened("order page", order)
                    if "ticket-qr" in page.body:
                        return

    async def chosen(self, path: str) -> str:
        form, came, waited = {f"type-{self.plan.type_id}": "1", "id": str(new_identifier())}, time.perf_counter(), 0
        while True:
            asked = time.perf_counter()
            answer = await self.post(path, form)
            onwards = answer.header("Location")
            if answer.status == 409:
                raise SoldOut
            if answer.status != 302:
                raise Odd(f"hold: {answer.status}")
            if "/line/" not in onwards:
                self.crowd.steps["hold"].append(time.perf_counter() - asked)
                self.crowd.steps["in line"].append(asked - came if waited else 0)
                return onwards
            page, waited = await self.opened("line page", onwards), waited + 1
            while found := _REFRESH.search(page.body):
                await self.wait(float(found[1]))
                page = await self.opened("line page", found[2].replace("&amp;", "&"))
            form = dict(_HIDDEN.findall(page.body))

    async def wait(self, seconds: float) -> None:
        """In line; who sees that all is sold goes home."""
        if self.crowd.is_over:
            raise SoldOut
        await asyncio.sleep(seconds)

    async def call(self, step: str, method: str, path: str, body: Any, headers: Mapping[str, str]) -> dict[str, Any]:
        async with self.timed(step):
            sent = "" if body is None else json.dumps(body)
            answer = await self.ask(method, path, sent, {**headers, "Content-Type": "application/json"})
        if answer.status != 200:
            raise Odd(f"{step}: {answer.status}")
        return dict(json.loads(answer.body))

    async def opened(self, step: str, path: str) -> Answer:
        async with self.timed(step):
            answer = await self.ask("GET", path, "", {"Accept": "text/html"})
        if answer.status != 200:
            raise Odd(f"{step}: {answer.status}")
        return answer

    async def sent(self, step: str, path: str, form: Mapping[str, str]) -> str:
        async with self.timed(step):
            answer = await self.post(path, form)
        if answer.status != 302:
            raise Odd(f"{step}: {answer.status}")
        return answer.header("Location")

    async def post(self, path: str, form: Mapping[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        return await self.ask("POST", path, urlencode(form), headers)

    async def ask(self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: localhost:{self.plan.port}",
            f"X-Forwarded-For: 10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
            "Accept-Language: fr",
            *(f"{name}: {value}" for name, value in (headers or {}).items()),
            *([f"Cookie: {self.cookies.output(attrs=[], header='', sep=';').strip()}"] if self.cookies else []),
            *([f"Content-Length: {len(body)}"] if body else []),
        ]
        self.writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?i)\ncontent-length: *(\d+)", head)
        content = await self.reader.readexactly(int(length[1])) if length else b""
        for cookie in re.findall(r"(?im)^set-cookie: *(.*?)\r$", head):
            self.cookies.load(cookie)
        return Answer(int(head[9:12]), head, content.decode())

    @asynccontextmanager
    async def timed(self, step: str) -> AsyncIterator[None]:
        began = time.perf_counter()
        yield
        self.crowd.steps[step].append(time.perf_counter() - began)


async def looking() -> AsyncIterator[None]:
    """Again and again, with longer pauses, as the page does that waits for its payment."""
    pause = LOOKS_AFTER
    while True:
        await asyncio.sleep(pause)
        pause = min(LOOKS_AT_MOST, pause * LOOKS_LONGER)
        yield


def _marks(times: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * one for one in times)
    return {"times": len(ordered)} | {f"p{int(100 * part)}": _percentile(ordered, part) for part in (0.5, 0.95, 0.99)}


def main() -> None:
    plan = Plan(**json.load(sys.stdin))
    print(json.dumps(asyncio.run(Crowd(plan).run()) | {"plan": asdict(plan)}))


if __name__ == "__main__":
    main()
