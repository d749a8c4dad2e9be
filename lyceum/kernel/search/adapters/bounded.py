"""Reads every format in a process of its own: whatever a hostile file does to it, the worker goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from lyceum.kernel.search.rules.reading import MOST_CHARACTERS, MOST_PAGES, PageText, Reason, Unreadable

SECONDS = 600.0
_CHILD = "lyceum.kernel.search.adapters.child"


class BoundedReader:
    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds

    def count(self, path: Path, format: str) -> int:
        return next((int(line["count"]) for line in self._lines("count", format, path)), 0)

    def pages(self, path: Path, format: str) -> Iterator[PageText]:
        characters = 0
        for number, line in enumerate(self._lines("pages", format, path), 1):
            page = PageText(**line)
            characters += len(page.text)
            if number > MOST_PAGES or characters > MOST_CHARACTERS:
                raise Unreadable(Reason.TOO_LONG)
            yield page

    def drawn(self, path: Path, number: int, width: int) -> bytes:
        for line in self._lines("drawn", str(number), str(width), path):
            return bytes.fromhex(str(line["webp"]))
        raise Unreadable(Reason.BROKEN)

    def _lines(self, *arguments: object) -> Iterator[dict[str, Any]]:
        command = [sys.executable, "-I", "-c", _START, _ROOT, *map(str, arguments)]
        with subprocess.Popen(  # noqa: S603  our own interpreter, our own program, a path that we made
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_bare()
        ) as child:
            clock = Timer(self.seconds, child.kill)
            clock.start()
            try:
                assert child.stdout
                for raw in child.stdout:
                    line = json.loads(raw)
                    if "reason" in line:
                        raise Unreadable(Reason(line["reason"]))
                    yield line
                if child.wait():
                    raise Unreadable(Reason.TOO_SLOW if child.returncode < 0 else Reason.BROKEN)
            finally:
                clock.cancel()
                with suppress(ProcessLookupError):
                    child.kill()


_ROOT = str(Path(__file__).resolve().parents[4])
_START = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from {_CHILD} import main; main()"


def _bare() -> dict[str, str]:
    """No secret of this installation goes where a hostile file is read."""
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}


def connect() -> BoundedReader:
    return BoundedReader()
