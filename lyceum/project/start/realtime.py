"""The process role ``realtime``: the WebSockets, under uvicorn."""

import sys
from typing import Any

import uvicorn

from lyceum.project.start import ports
from lyceum.project.start.watch import end_with_parent

OPTIONS: dict[str, Any] = {
    "ws": "websockets-sansio",
    "ws_max_size": 98_304,  # an utterance of 64 kB, as JSON; what else a client has to say is short
    "ws_ping_interval": 20,
    "ws_ping_timeout": 20,
    "ws_per_message_deflate": False,
    "timeout_graceful_shutdown": 3,
    "log_level": "warning",
    "log_config": None,  # Django's settings have configured the logs
    "access_log": False,
    "lifespan": "on",
}


def main() -> None:
    end_with_parent()
    reload = "--reload" in sys.argv
    uvicorn.run(
        "lyceum.project.asgi:application",
        host=ports.host(),
        port=ports.realtime(),
        reload=reload,
        reload_dirs=["lyceum"] if reload else None,
        **OPTIONS,
    )


if __name__ == "__main__":
    main()
