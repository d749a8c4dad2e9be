"""What is kept in the repository: nothing half-done, nothing of one machine, nothing that is not documented."""

import ast
import os
import re
from collections.abc import Iterator

import pytest

from tests.house import tree
from tests.house.tree import ROOT, Source

# Each pattern is written in two halves, so that it does not find itself.
_HALF_DONE = re.compile(r"\bTO" + r"DO\b|\bFIX" + r"ME\b|\bXX" + r"X\b|(?i:coming so" + "on)")
_SKIPPED = re.compile(r"(mark|pytest|unittest)\.(sk" + r"ip|xf" + r"ail|importorsk" + "ip)")
_MACHINE = re.compile(r"(?<![\w.:}$-])/(?:wo" + "rk|ro" + r"ot)/|bash_jo" + "bs")
_SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\bsk_live_|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}")
_SETTING_CALLS = frozenset({"os.environ.get", "os.environ.pop", "os.getenv", "flag", "listed", "kept_secret"})
_PRINTING = ("lyceum/project/start/", "bench/", "bin/", ".ci/")


def found(pattern: re.Pattern[str], source: Source) -> Iterator[str]:
    for number, line in enumerate(source.lines, 1):
        if pattern.search(line):
            yield f"{source.path}:{number} {line.strip()[:80]}"


def prints(source: Source) -> Iterator[str]:
    for node in ast.walk(source.module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "breakpoint"}:
            yield f"{source.path}:{node.lineno}"


def settings_read(source: Source) -> set[str]:
    """The names that the source reads from the environment."""
    names: set[str] = set()
    for node in ast.walk(source.module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _SETTING_CALLS and node.args:
            names |= _constant(node.args[0])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            names |= _constant(node.slice)
    return names


def _constant(node: ast.expr) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


@pytest.mark.parametrize(
    "pattern", [_HALF_DONE, _SKIPPED, _MACHINE, _SECRET], ids=["half", "skips", "machine", "secret"]
)
def test_nothing_is_half_done_or_private(pattern: re.Pattern[str]) -> None:
    kept = [source for source in tree.sources() if "/vendor/" not in source.path]
    tree.expect_none(fault for source in kept for fault in found(pattern, source))


def test_what_is_half_done_or_private_is_found() -> None:
    planted = {
        _HALF_DONE: "# TO" + "DO later",
        _SKIPPED: "@pytest.mark.sk" + "ip",
        _MACHINE: "open('/ro" + "ot/x')",
        _SECRET: "AKIA" + "A" * 16,
    }
    for pattern, line in planted.items():
        assert list(found(pattern, Source("a.py", f"x = 1\n{line}\n"))) == [f"a.py:2 {line}"]


def test_nothing_prints() -> None:
    quiet = [source for source in tree.python() if not source.path.startswith(_PRINTING)]
    tree.expect_none(fault for source in quiet for fault in prints(source))
    assert list(prints(Source("a.py", "x = 1\nprint(x)\n"))) == ["a.py:2"]


def test_locks_hold_names_versions_and_digests_but_no_address() -> None:
    locks = [s for s in tree.sources() if s.path.endswith((".lock", "package-lock.json", ".npmrc"))]
    assert {"requirements.lock", "requirements-dev.lock"} <= {s.path for s in locks}
    address = re.compile(r"^(?!\s*\"url\": ).*https?://|\"resolved\"|--(extra-)?index-url|registry\s*=")
    tree.expect_none(fault for source in locks for fault in found(address, source))
    for line in ("django @ https://x", '"resolved": "https://x"', "--index-url x"):
        assert list(found(address, Source("x.lock", line))) == [f"x.lock:1 {line}"]


def test_every_locked_package_has_its_digest() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.findall(r"^\S+==.*?(?=^\S+==|\Z)", (ROOT / name).read_text(), re.M | re.S)
        assert len(pins) > 50
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_commands_can_be_run() -> None:
    commands = [path for path in tree.paths() if path.startswith("bin/") and "." not in path.removeprefix("bin/")]
    assert {"bin/run", "bin/test"} <= set(commands)
    assert [
        c for c in commands if not os.access(ROOT / c, os.X_OK) or not (ROOT / c).read_bytes().startswith(b"#!")
    ] == []


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs/running.md").read_text()
    read = {name for source in tree.python("lyceum/") for name in settings_read(source) if "/tests/" not in source.path}
    assert {"SITE_URL", "PORT"} <= read
    assert sorted(name for name in read if not re.search(rf"\b{name}\b", documented)) == []


def test_a_setting_is_seen_however_it_is_read() -> None:
    reading = 'os.environ["A"]\nos.environ.get("B", "")\nflag("C", True)\nlisted("D")\nother("E")\n'
    assert settings_read(Source("a.py", reading)) == {"A", "B", "C", "D"}


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(path.split("/")[-1][:4] for path in tree.paths() if path.startswith("docs/decisions/"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
