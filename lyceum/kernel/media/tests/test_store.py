"""One contract, every store: this disk, moto's S3 and rclone's S3 (which checks signatures as Amazon does)."""

import io
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from lyceum.kernel.media.adapters.embedded import DiskStore
from lyceum.kernel.media.adapters.s3 import BucketStore
from lyceum.kernel.media.ports import Missing, Store, StoreDown

KEY, SECRET = "A" * 16, "S" * 32


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def config(port: int, **changes: Any) -> dict[str, Any]:
    return {
        "bucket": "lyceum",
        "endpoint": f"http://127.0.0.1:{port}",
        "key": KEY,
        "secret": SECRET,
        "region": "us-east-1",
        "path_style": True,
        **changes,
    }


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    root, port = tmp_path_factory.mktemp("rclone"), free_port()
    (root / "lyceum").mkdir()
    program = str(Path(sys.executable).parent / "rclone")
    command = [program, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", str(root)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield port
        process.terminate()


@pytest.fixture(scope="module")
def moto() -> Iterator[int]:
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    wait_for(port)
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/lyceum", method="PUT")).close()
    yield port
    server.stop()


def wait_for(port: int) -> None:
    for _ in range(200):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the store did not start")


@pytest.fixture(params=["disk", "moto", "rclone"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "disk":
        return DiskStore(tmp_path / "store")
    return BucketStore(config(request.getfixturevalue(request.param)))


@pytest.mark.wish("N1")
@pytest.mark.wish("N2")
def test_a_store_keeps_its_contract(any_store: Store) -> None:
    body = bytes(range(256)) * 4000
    put(any_store, "people/a1/f1/small", body)
    put(any_store, "people/a1/f2/small", io.BytesIO(b"second"))
    put(any_store, "people/a10/f3/small", b"third")
    assert b"".join(any_store.read("people/a1/f1/small")) == body
    assert b"".join(any_store.read("people/a1/f1/small", 1000, 300_000)) == body[1000:300_000]
    assert b"".join(any_store.read("people/a1/f1/small", len(body) - 7)) == body[-7:]
    kept = {kept.key: kept.size for kept in any_store.kept("people/a1")}
    assert kept == {"people/a1/f1/small": len(body), "people/a1/f2/small": 6}
    put(any_store, "people/a1/f1/small", b"over it")
    assert b"".join(any_store.read("people/a1/f1/small")) == b"over it"
    for key in ("people/a1/f1/small", "people/a1/f1/small", "people/a1/f2/small", "people/a10/f3/small"):
        any_store.remove(key)
    assert list(any_store.kept("people")) == []
    with pytest.raises(Missing):
        any_store.read("people/a1/f1/small")


@pytest.mark.parametrize("key", ["../outside", "a/../../outside", "a//b"])
def test_refuses_a_key_that_leaves_the_store(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="parse"):
        put(DiskStore(tmp_path / "store"), key, b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_signed_address_opens_one_object_and_no_other(rclone: int) -> None:
    store = BucketStore(config(rclone))
    put(store, "a/one", b"one")
    put(store, "a/two", b"two")
    address = store.address_of("a/one", 60)
    assert address is not None
    assert (fetched(address), fetched(address.replace("/a/one", "/a/two"))) == (b"one", 403)
    assert fetched(address.split("?")[0]) in {400, 403}


def test_says_so_when_the_store_refuses_or_is_away(rclone: int) -> None:
    for wrong in (config(rclone, secret="W" * 32), config(free_port())):
        with pytest.raises(StoreDown):
            put(BucketStore(wrong), "a/three", b"x")


def put(store: Store, key: str, body: Any) -> None:
    store.put(key, body, content_type="image/webp", disposition="inline")


def fetched(address: str) -> bytes | int:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
