"""The files of the house, each read and parsed once."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_UNREAD = {".venv", "var", "node_modules", "built", ".git"}
_TEXT = {
    *(".py", ".md", ".html", ".txt", ".css", ".js", ".json", ".toml", ".yml", ".yaml", ".sh", ".conf", ".svg", ".in"),
    *(".lock", ".po", ".xml", ".ini", ".webmanifest", ".example", ".service", ".tf", ""),
}


@dataclass(frozen=True)
class Source:
    path: str
    text: str

    @cached_property
    def module(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def room(self) -> str:
        """``kernel/identity`` of ``lyceum/kernel/identity/models/group.py``; empty outside the rooms."""
        parts = self.path.split("/")
        return "/".join(parts[1:3]) if len(parts) > 3 and parts[1] in {"kernel", "domains"} else ""

    @property
    def part(self) -> str:
        """``models`` of ``lyceum/kernel/identity/models/group.py``."""
        parts = self.path.split("/")
        return parts[3].removesuffix(".py") if self.room else ""

    def is_in(self, *parts: str) -> bool:
        return self.part in parts and "/tests/" not in self.path


@cache
def sources() -> tuple[Source, ...]:
    return tuple(Source(path, (ROOT / path).read_text()) for path in paths() if Path(path).suffix in _TEXT)


@cache
def paths() -> tuple[str, ...]:
    """What belongs to the house: all that git does not ignore (or, where there is no git, all that is not built)."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = listing.stdout.splitlines() if listing.returncode == 0 else _walked()
    return tuple(sorted(path for path in found if (ROOT / path).is_file()))


def _walked() -> list[str]:
    every = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [str(path) for path in every if not _UNREAD & set(path.parts)]


def python(prefix: str = "") -> Iterator[Source]:
    for source in sources():
        if source.path.endswith(".py") and source.path.startswith(prefix) and "/migrations/" not in source.path:
            yield source


def templates() -> Iterator[Source]:
    for source in sources():
        if "/templates/" in source.path and source.path.endswith((".html", ".txt")):
            yield source


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def public_functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions at the top of the file that others may call."""
    for node in source.module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def expect_none(faults: Iterable[str]) -> None:
    found = list(faults)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)
