"""Who may know whom: the contracts of import-linter, where rooms meet, and which file may know a vendor."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree
from tests.house.exceptions import KERNEL
from tests.house.test_plan import EXTRAS
from tests.house.tree import ROOT, Source
from tests.house.vendors import VENDORS

# ``rules`` are true for everyone, and ``ports`` are there to be used; a domain keeps to the first three.
MEETING_POINTS = frozenset({"actions", "queries", "models"})
IN_THE_KERNEL = MEETING_POINTS | {"rules", "ports"}
FOUNDATION = IN_THE_KERNEL | {"interface"} | EXTRAS["kernel/foundation"]


def imported(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def trespasses(source: Source) -> Iterator[str]:
    """A room knows another only where it may: at its actions, queries and models."""
    for line, module in imported(source):
        parts = module.split(".")
        if parts[0] != "lyceum" or len(parts) < 4 or "/".join(parts[1:3]) == source.room:
            continue
        inside = IN_THE_KERNEL if source.room.startswith("kernel/") else MEETING_POINTS
        open_parts = FOUNDATION if parts[2] == "foundation" else inside
        if parts[3] not in open_parts:
            yield f"{source.path}:{line} {module}"


def strangers(source: Source) -> Iterator[str]:
    """A vendor's library is imported by its adapter alone."""
    for line, module in imported(source):
        allowed = VENDORS.get(module.split(".")[0])
        if allowed is not None and not source.path.startswith(allowed):
            yield f"{source.path}:{line} {module}"


def _rooms() -> Iterator[Source]:
    return (source for source in tree.python("lyceum/") if source.room and "/tests/" not in source.path)


def lint_imports(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.wish("P1", "P3", "P8", "P10")
def test_the_import_contracts_hold() -> None:
    told = lint_imports(ROOT / ".importlinter", ROOT)
    assert told.returncode == 0, told.stdout[-4000:]


def test_a_broken_contract_is_found(tmp_path: Path) -> None:
    """The same contracts, over a house in which the foundation knows a room above it."""
    for room in (*(f"kernel/{room}" for room in KERNEL), "domains/learning", "domains/events"):
        (tmp_path / f"lyceum/{room}/rules").mkdir(parents=True)
        for part in ("", "rules/", "models", "actions", "queries", "interface", "adapters"):
            suffix = f"{part}__init__.py" if part in {"", "rules/"} else f"{part}.py"
            (tmp_path / f"lyceum/{room}/{suffix}").touch()
    for package in ("lyceum", "lyceum/kernel", "lyceum/domains", "lyceum/project"):
        (tmp_path / package).mkdir(exist_ok=True)
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "lyceum/kernel/foundation/models.py").write_text("import lyceum.kernel.media.models\n")
    (tmp_path / "lyceum/kernel/media/rules/__init__.py").write_text("import django\n")
    config = (ROOT / ".importlinter").read_text().replace("[importlinter]", "[importlinter]\nignored = x", 1)
    lines = [line for line in config.splitlines() if "-> " not in line and "ignore_imports" not in line]
    (tmp_path / ".importlinter").write_text("\n".join(lines))
    told = lint_imports(tmp_path / ".importlinter", tmp_path).stdout
    assert "The rooms of the kernel know only those below them BROKEN" in told, told
    assert "Rules know no framework and nothing but rules BROKEN" in told, told


def test_rooms_meet_at_their_actions_queries_and_models() -> None:
    tree.expect_none(fault for source in _rooms() for fault in trespasses(source))


def test_a_trespass_is_found() -> None:
    nosy = (
        "from lyceum.kernel.identity.interface.rest import router\nfrom lyceum.kernel.identity.models import Person\n"
    )
    path = "lyceum/kernel/media/queries/file.py"
    assert list(trespasses(Source(path, nosy))) == [f"{path}:1 lyceum.kernel.identity.interface.rest.router"]


def test_a_vendor_is_known_to_its_adapter_alone() -> None:
    tree.expect_none(fault for source in _rooms() for fault in strangers(source))


def test_a_vendor_elsewhere_is_found() -> None:
    path = "lyceum/kernel/messaging/actions/publishing.py"
    assert list(strangers(Source(path, "import obstore\nimport json\n"))) == [f"{path}:1 obstore"]
