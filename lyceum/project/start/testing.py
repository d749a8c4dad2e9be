"""``bin/test`` and ``bin/bench``: on a database of their own, stopped again when nobody else uses it."""

import os
import subprocess
import sys
from pathlib import Path

from lyceum.project.start import assets, running, server, translations
from lyceum.project.start.trouble import Trouble

ROOT = Path(__file__).resolve().parents[3]


def test(*arguments: str) -> int:
    return _on_a_database([sys.executable, "-m", "pytest", *arguments])


def bench(name: str = "", *arguments: str) -> int:
    script = ROOT / "bench" / f"{name}.py"
    if not name or not script.exists():
        known = ", ".join(sorted(file.stem for file in (ROOT / "bench").glob("[!_]*.py")))
        raise Trouble(f"bin/bench NAME measures one of: {known}")
    return _on_a_database([sys.executable, "-m", f"bench.{name}", *arguments])


def _on_a_database(command: list[str]) -> int:
    assets.build(development=True)
    translations.compile_catalogues()
    database = server.choose(running.var())
    try:
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"}).returncode
    finally:
        if not database.is_used():
            database.stop_if_ours()
