"""What the first command says to a machine that is not ready for it."""

import os
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lyceum.project.start import hold, install, ports
from lyceum.project.start.trouble import Trouble

BOOTSTRAP = install.ROOT / "lyceum/project/start/bootstrap.sh"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def _python_that_is(version: str, folder: Path) -> Path:
    """Answers ``--version``, and says no to the question whether it is new enough."""
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        made = folder / name
        made.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version}" && exit 0\nexit 1\n')
        made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return folder


def test_says_that_python_is_too_old(tmp_path: Path) -> None:
    path = f"{_python_that_is('3.9.2', tmp_path)}:/usr/bin:/bin"
    said = subprocess.run([BOOTSTRAP, "run"], env={"PATH": path}, capture_output=True, text=True)
    assert said.returncode == 1
    assert "needs Python 3.11 or newer; this machine offers Python 3.9.2" in said.stderr
    assert "apt install python3" in said.stderr


def test_takes_the_python_that_it_is_told(tmp_path: Path) -> None:
    told = tmp_path / "mine"
    told.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$@"\n')
    told.chmod(0o755)
    said = subprocess.run(
        [BOOTSTRAP, "run", "--x"], env={"PATH": "/usr/bin:/bin", "PYTHON": str(told)}, capture_output=True
    )
    assert said.stdout.decode() == "-m lyceum.project.start.install run --x\n"


def test_says_that_a_port_is_taken_and_names_another(taken: int, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", str(taken))
    monkeypatch.setenv("LYCEUM_VAR", str(tmp_path))
    with pytest.raises(Trouble, match=rf"Port {taken} is taken by another program.*PORT=8\d\d\d bin/run"):
        ports.refuse_taken(tmp_path)


def test_the_realtime_port_counts_as_well(taken: int, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", str(ports.free_pair()))
    monkeypatch.setenv("REALTIME_PORT", str(taken))
    monkeypatch.setenv("LYCEUM_VAR", str(tmp_path))
    with pytest.raises(Trouble, match=f"Port {taken} is taken"):
        ports.refuse_taken(tmp_path)


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_says_that_a_port_is_no_port(port: str, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Trouble, match=f"PORT={port} is not a port"):
        ports.refuse_taken(tmp_path)


def test_one_run_per_directory(tmp_path: Path) -> None:
    hold.take(tmp_path)
    assert hold.holder(tmp_path) == str(os.getpid())
    with pytest.raises(Trouble, match=f"already runs in this directory .process {os.getpid()}"):
        hold.take(tmp_path)
    hold._held.pop().close()
    assert hold.holder(tmp_path) == ""


def test_says_that_the_disk_is_full(monkeypatch: Any) -> None:
    monkeypatch.setattr(install, "ROOM_NEEDED", 10**18)
    monkeypatch.setattr(install, "VENV", Path("/nowhere/.venv"))
    with pytest.raises(Trouble, match="The disk is nearly full"):
        install._make_venv()


def test_says_which_package_brings_venv(monkeypatch: Any) -> None:
    monkeypatch.setattr(install, "VENV", Path("/nowhere/.venv"))
    monkeypatch.setattr(install, "_refuse_without_room", lambda: None)
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match=r"apt install python3\.\d+-venv"):
        install._make_venv()


def test_an_interrupted_install_is_taken_up_again(monkeypatch: Any, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2\n")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(os.path.realpath("/bin/true"))
    done: list[str] = []
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV", venv)

    def interrupted(lock: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        install.ensure(lock)
    monkeypatch.setattr(install, "_install", lambda lock: done.append(lock.name))
    install.ensure(lock)
    install.ensure(lock)
    assert done == ["requirements.lock"]
    lock.write_text("django==5.3\n")
    install.ensure(lock)
    assert done == ["requirements.lock"] * 2


def test_what_pip_says_is_shown_when_it_fails(monkeypatch: Any, tmp_path: Path, capsys: Any) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1 \\\n    --hash=sha256:0\nb==2\n")
    monkeypatch.setattr(
        install, "_PIP", ["/bin/sh", "-c", "echo Collecting a==1; echo Installing collected; exit 0", "-"]
    )
    install._install(lock)
    assert capsys.readouterr().out.startswith("Installing 2 packages")
    monkeypatch.setattr(install, "_PIP", ["/bin/sh", "-c", "echo ERROR: no such hash; exit 1", "-"])
    with pytest.raises(Trouble, match="ERROR: no such hash"):
        install._install(lock)
