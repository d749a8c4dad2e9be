"""Who is here, by this process's sockets: written in batches, so that a storm of them costs a statement a second."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import structlog
from django.db import DatabaseError

from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.identity.actions.presence import end_process, keep_presence
from lyceum.project.live import callers

log = structlog.get_logger("lyceum.live")
# Whoever goes from one page to the next closes a socket and opens another: they have not been away.
EVERY, NEWS_EVERY, GRACE = 1.0, 30.0, 5.0
People = dict[UUID, set[UUID]]  # by organisation


@dataclass(slots=True)
class Here:
    process: UUID = field(default_factory=uuid4)
    sockets: Counter[tuple[UUID, UUID]] = field(default_factory=Counter)
    left_at: dict[tuple[UUID, UUID], float] = field(default_factory=dict)
    written: People = field(default_factory=dict)
    written_at: float = 0

    @contextmanager
    def holding(self, caller: Anyone) -> Iterator[None]:
        """While a socket is open. Outside an organisation nobody is anywhere."""
        if not isinstance(caller, Caller):
            yield
            return
        place = (caller.organisation_id, caller.person_id)
        self.sockets[place] += 1
        try:
            yield
        finally:
            self.sockets[place] -= 1
            if not self.sockets[place]:
                del self.sockets[place]
                self.left_at[place] = time.monotonic()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.write()
            except DatabaseError as fault:
                log.warning("who is here cannot be written", error=type(fault).__name__)

    async def write(self) -> None:
        """What has changed since the last time; now and then everything, as a sign of life."""
        now, present = time.monotonic(), self._present()
        news = now - self.written_at >= NEWS_EVERY
        for organisation in present.keys() | self.written.keys():
            here, before = present.get(organisation, set()), self.written.get(organisation, set())
            if news or here != before:
                seen = here if news else here - before
                await callers.apart(keep_presence, organisation, self.process, seen, before - here)
                self.written[organisation] = here
        self.written = {organisation: people for organisation, people in self.written.items() if people}
        self.written_at = now if news else self.written_at

    def again(self) -> None:
        """The database was away and may have lost the table: write it anew."""
        self.written_at = 0

    async def close(self) -> None:
        for organisation in self.written:
            await callers.apart(end_process, organisation, self.process)

    def _present(self) -> People:
        long_ago = time.monotonic() - GRACE
        self.left_at = {place: at for place, at in self.left_at.items() if at > long_ago}
        found: People = defaultdict(set)
        for organisation, person in self.sockets.keys() | self.left_at.keys():
            found[organisation].add(person)
        return found
