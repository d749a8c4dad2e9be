"""How many requests this process serves at this moment: what waits before it cannot be seen from inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings

_lock = Lock()
_at_work = 0


@contextmanager
def one() -> Iterator[None]:
    """Around every request."""
    _change(1)
    try:
        yield
    finally:
        _change(-1)


def all_at_work() -> bool:
    """Whoever comes now waits."""
    return _at_work >= settings.WEB_THREADS


def _change(by: int) -> None:
    global _at_work
    with _lock:
        _at_work += by
