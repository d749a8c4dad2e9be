"""``bin/check`` and ``bin/fmt``: what a machine can say about the code, before a person reads it."""

import subprocess
import sys
import time
from pathlib import Path

from lyceum.project.start import server
from lyceum.project.start.running import var

ROOT = Path(__file__).resolve().parents[3]
PYTHON = [sys.executable, "-m"]
CHECKS = {
    "format": [*PYTHON, "ruff", "format", "--check", "."],
    "lint": [*PYTHON, "ruff", "check", "."],
    "types": [*PYTHON, "mypy"],
    "imports": [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
    "migrations": [*PYTHON, "lyceum", "makemigrations", "--check", "--dry-run"],
    "translations": [*PYTHON, "lyceum.project.start.translations"],
}


def check(*names: str) -> int:
    """All of them, or those named; every one is run, so that one start shows all faults."""
    database = server.choose(var())
    try:
        failed = [name for name in names or CHECKS if not _passes(name)]
    finally:
        if not database.is_used():
            database.stop_if_ours()
    print(f"\n{'failed: ' + ', '.join(failed) if failed else 'all is well'}", flush=True)
    return 1 if failed else 0


def fmt(*arguments: str) -> int:
    if "--lock" in arguments:
        for name in ("requirements", "requirements-dev"):
            _lock(name)
        return 0
    subprocess.run([*PYTHON, "ruff", "check", "--fix", "--quiet", "."], cwd=ROOT)
    return subprocess.run([*PYTHON, "ruff", "format", "."], cwd=ROOT).returncode


def _passes(name: str) -> bool:
    started = time.perf_counter()
    done = subprocess.run(CHECKS[name], cwd=ROOT, capture_output=True, text=True)
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"  {name:<13} {verdict:<7} {time.perf_counter() - started:5.1f} s", flush=True)
    if done.returncode:
        print(f"{done.stdout}\n{done.stderr}", flush=True)
    return done.returncode == 0


def _lock(name: str) -> None:
    """Names, versions and digests, good for every platform and Python that we support; no addresses."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    options += ["--no-annotate", "--no-header", "-q", f"{name}.in", "-o", f"{name}.lock"]
    subprocess.run([*PYTHON, "uv", "pip", "compile", *options], cwd=ROOT, check=True)
