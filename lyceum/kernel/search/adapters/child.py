"""The process that reads one file and ends: a line of JSON for each page, or the reason why not."""

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from lyceum.kernel.search.rules.reading import Reason, Unreadable

GIGABYTE = 1024**3
SECONDS_OF_PROCESSOR = 300


def main() -> None:
    act, *arguments = sys.argv[1:]
    _bound()
    try:
        for line in _ACTS[act](*arguments):
            _say(line)
    except Unreadable as fault:
        _say({"reason": fault.reason})
    except MemoryError:
        _say({"reason": Reason.TOO_SLOW})
    except Exception:
        _say({"reason": Reason.BROKEN})


def _bound() -> None:
    """Memory and processor time; no file may be written."""
    for limit, most in (
        (resource.RLIMIT_AS, 2 * GIGABYTE),
        (resource.RLIMIT_CPU, SECONDS_OF_PROCESSOR),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _pages(format: str, path: str) -> Any:
    for page in _reader(format).pages(Path(path)):
        yield {"number": page.number, "label": page.label, "text": page.text, "heading": page.heading}


def _count(format: str, path: str) -> Any:
    counts = getattr(_reader(format), "count", None)
    yield {"count": counts(Path(path)) if counts else 0}


def _drawn(number: str, width: str, path: str) -> Any:
    yield {"webp": _reader("pdf").drawn(Path(path), int(number), int(width)).hex()}


def _reader(format: str) -> Any:
    return import_module(f"lyceum.kernel.search.adapters.{format}").connect()


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


_ACTS: dict[str, Callable[..., Any]] = {"pages": _pages, "count": _count, "drawn": _drawn}
