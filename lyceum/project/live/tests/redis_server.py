"""A real Redis of one's own, on a socket in a scratch directory."""

import subprocess
import time
from pathlib import Path

import redis


class RedisServer:
    def __init__(self, place: Path) -> None:
        self.place = place
        self.url = f"unix://{place}/redis.sock"
        self.start()

    def start(self) -> None:
        given = f"--port 0 --unixsocket {self.place}/redis.sock --dir {self.place} --save --appendonly no"
        self.process = subprocess.Popen(["redis-server", *given.split()], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not self._answers():
            assert time.monotonic() < deadline, "redis-server does not answer"
            time.sleep(0.02)

    def cut(self) -> None:
        """Every listener's connection, as when one is too slow."""
        with redis.Redis.from_url(self.url) as client:
            assert client.client_kill_filter(_type="pubsub") == 1

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False
