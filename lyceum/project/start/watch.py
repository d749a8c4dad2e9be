"""A process that dies with its parent, on Linux and macOS alike, however the parent dies."""

import os
import signal
import threading
import time

_GRACE = 10.0


def end_with_parent() -> None:
    """Watch from a thread; when the parent is gone, stop as if asked to, and hard if that does not help."""
    parent = int(os.environ.get("LYCEUM_PARENT", os.getppid()))
    threading.Thread(target=_watch, args=(parent,), name="end-with-parent", daemon=True).start()


def end_with_server() -> None:
    """For a worker process of a server: its parent is that server, not the supervisor."""
    threading.Thread(target=_watch, args=(os.getppid(),), name="end-with-server", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)
