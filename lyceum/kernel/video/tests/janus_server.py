"""Debian's Janus with the settings that deploy/janus/ asks for, on ports of its own."""

import socket
import subprocess
import time
from pathlib import Path

DEPLOYED = Path(__file__).parents[4] / "deploy" / "janus"
SECRET, ADMIN_KEY = "a-secret-of-the-test", "an-admin-key-of-the-test"


class JanusServer:
    def __init__(self, place: Path) -> None:
        self.place, self.http, self.websocket = place, _free_port(), _free_port()
        filled = {
            "JANUS_SECRET": SECRET,
            "JANUS_ADMIN_KEY": ADMIN_KEY,
            "JANUS_HTTP_PORT": str(self.http),
            "JANUS_WEBSOCKET_PORT": str(self.websocket),
        }
        for file in DEPLOYED.glob("*.jcfg"):
            words = file.read_text()
            for name, value in filled.items():
                words = words.replace(f"${{{name}}}", value)
            (place / file.name).write_text(words)
        log = (place / "janus.log").open("wb")
        command = ["janus", "--configs-folder", str(place), "--disable-colors", "--rtp-port-range", "20000-29999"]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()
        deadline = time.monotonic() + 20
        while not (_answers(self.http) and _answers(self.websocket)):
            assert self.process.poll() is None, (place / "janus.log").read_text()[-2000:]
            assert time.monotonic() < deadline, "janus does not answer"
            time.sleep(0.05)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "api": f"http://127.0.0.1:{self.http}/janus",
            "url": f"ws://127.0.0.1:{self.websocket}",
            "secret": SECRET,
            "admin_key": ADMIN_KEY,
        }

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
