"""The process role ``web``: Django under granian, one worker per core, its built files beside it."""

import os
import sys
from pathlib import Path

import django
from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from lyceum.project.start import ports
from lyceum.project.start.watch import end_with_parent


def main() -> None:
    end_with_parent()
    reload = "--reload" in sys.argv
    if not reload:
        _load()
    Server(
        "lyceum.project.wsgi:application",
        address=ports.host(),
        port=ports.web(),
        interface=Interfaces.WSGI,
        workers=1 if reload else int(os.environ.get("WEB_WORKERS", os.cpu_count() or 1)),
        blocking_threads=int(os.environ.get("WEB_THREADS", "4")),
        blocking_threads_idle_timeout=600,  # each keeps its database connection
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=4,
        log_level=LogLevels.warning,
        reload=reload,
        reload_paths=[Path("lyceum"), Path("locale")] if reload else None,
    ).serve()


def _load() -> None:
    """Once, before the workers are forked: they share what is loaded. No connection is opened here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
    django.setup()
    get_resolver().url_patterns  # noqa: B018  (asking loads them)


if __name__ == "__main__":
    main()
