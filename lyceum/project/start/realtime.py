"""The process role ``realtime``: the WebSockets, under uvicorn."""

import os
import sys

import uvicorn

from lyceum.project.start import ports
from lyceum.project.start.watch import end_with_parent


def main() -> None:
    end_with_parent()
    reload = "--reload" in sys.argv
    uvicorn.run(
        "lyceum.project.asgi:application",
        host=ports.host(),
        port=ports.realtime(),
        ws="websockets-sansio",
        ws_max_size=int(os.environ.get("LIVE_FRAME_BYTES", "8192")),
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
        log_level="warning",
        access_log=False,
        lifespan="on",
        reload=reload,
        reload_dirs=["lyceum"] if reload else None,
    )


if __name__ == "__main__":
    main()
