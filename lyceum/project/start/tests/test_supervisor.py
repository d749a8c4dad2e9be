"""Real processes that die in every way, and what the supervisor makes of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lyceum.project.start.supervisor import ROOT

PROGRAM = """
import sys, time
from pathlib import Path
from lyceum.project.start.server import Server
from lyceum.project.start.supervisor import Role, Supervisor
from lyceum.project.start.watch import end_with_parent

folder = Path(sys.argv[1])
child = '''
import os, subprocess, sys, time
from pathlib import Path
from lyceum.project.start.watch import end_with_parent
end_with_parent()
grandchild = subprocess.Popen(["sleep", "600"])
Path(sys.argv[1]).joinpath("born").open("a").write(f"{os.getpid()} {grandchild.pid}\\\\n")
time.sleep(600)
'''
roles = [Role("one", [sys.executable, "-c", child, str(folder)])]
Supervisor(roles, Server("", None), announce=lambda: print("open", flush=True)).run()
"""


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    for pid in sum(_born(tmp_path), start=()):
        if _lives(pid):
            os.kill(pid, signal.SIGKILL)
    process.communicate()


def _born(folder: Path) -> list[tuple[int, ...]]:
    file = folder / "born"
    return [tuple(map(int, line.split())) for line in file.read_text().splitlines()] if file.exists() else []


def _lives(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(shown) and not shown.startswith("Z")


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_killed_process_is_started_again_and_leaves_no_orphan(
    supervisor: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    _wait_until(lambda: len(_born(tmp_path)) == 1)
    child, grandchild = _born(tmp_path)[0]
    os.kill(child, signal.SIGKILL)
    _wait_until(lambda: len(_born(tmp_path)) == 2)
    _wait_until(lambda: not _lives(grandchild))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_everything(
    supervisor: "subprocess.Popen[str]", tmp_path: Path, number: signal.Signals
) -> None:
    _wait_until(lambda: len(_born(tmp_path)) == 1)
    supervisor.send_signal(number)
    said, _ = supervisor.communicate(timeout=20)
    assert (supervisor.returncode, said) == (0, "open\n")
    assert not any(map(_lives, _born(tmp_path)[0]))


def test_children_notice_that_the_supervisor_was_killed(supervisor: "subprocess.Popen[str]", tmp_path: Path) -> None:
    _wait_until(lambda: len(_born(tmp_path)) == 1)
    supervisor.kill()
    supervisor.wait()
    _wait_until(lambda: not _lives(_born(tmp_path)[0][0]))
