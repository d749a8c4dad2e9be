"""Imports stand at the top; rules know no framework; nothing hangs on a model's signals."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house import tree
from tests.house.tree import Source

PURE = frozenset(
    {
        "lyceum",
        "uuid_utils",
        "cryptography",
        "jwt",
        "markdown_it",
        "nh3",
        "defusedxml",
        "numpy",
        *sys.stdlib_module_names,
    }
)
_MODEL_SIGNALS = frozenset("pre_save post_save pre_delete post_delete m2m_changed pre_init post_init".split())


def buried_imports(source: Source) -> Iterator[str]:
    """An import inside a function says why: at the end of its line, or above the imports that it begins."""
    top = {id(node) for node in source.module.body}
    for node in ast.walk(source.module):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top and not _reason(source, node):
            yield f"{source.path}:{node.lineno} {ast.unparse(node)}"


def _reason(source: Source, node: ast.stmt) -> bool:
    above = node.lineno - 2
    while source.lines[above].strip().startswith(("from ", "import ")):
        above -= 1
    beside = source.lines[(node.end_lineno or node.lineno) - 1].partition("#")[2]
    spoken = beside.strip().removeprefix("noqa: F401")
    return len(spoken.split()) >= 3 or source.lines[above].strip().startswith("# ")


def impure_imports(source: Source) -> Iterator[str]:
    for node in ast.walk(source.module):
        modules = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for module in modules:
            ours = module.startswith("lyceum.") and ".rules" not in module
            if module.split(".")[0] not in PURE or ours:
                yield f"{source.path}: {module}"


def model_signals(source: Source) -> Iterator[str]:
    for node in ast.walk(source.module):
        names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        used = {node.attr} if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "signals" else set()
        for name in sorted((used | set(names)) & _MODEL_SIGNALS):
            yield f"{source.path}: {name}"


def unexplained_silences(source: Source) -> Iterator[str]:
    """``noqa`` names what it silences, and says why."""
    for number, line in enumerate(source.lines, 1):
        _, found, rest = line.partition("# " + "noqa")
        if found and len(rest.split()) < 4 and "E402" not in rest:  # which says itself what comes before what
            yield f"{source.path}:{number}"


def test_imports_stand_at_the_top() -> None:
    """Not in what starts Lyceum: it runs before anything is installed."""
    ordinary = [s for s in tree.python("lyceum/") if not s.path.startswith("lyceum/project/start/")]
    tree.expect_none(fault for source in ordinary for fault in buried_imports(source))


def test_a_buried_import_is_found() -> None:
    buried = Source("a.py", "def act():\n    import json\n    import csv  # slow to load, and rarely needed\n")
    assert list(buried_imports(buried)) == ["a.py:2 import json"]
    assert (
        list(buried_imports(Source("a.py", "if x:\n    # only where it is sent\n    import a\n    import b\n"))) == []
    )


@pytest.mark.wish("P9")
def test_rules_know_no_framework() -> None:
    rules = [source for source in tree.python("lyceum/") if source.is_in("rules")]
    assert len(rules) >= 5
    tree.expect_none(fault for source in rules for fault in impure_imports(source))


def test_a_framework_in_the_rules_is_found() -> None:
    impure = Source("a.py", "import math\nfrom django.db import models\nfrom lyceum.kernel.x.models import Lamp\n")
    assert list(impure_imports(impure)) == ["a.py: django.db", "a.py: lyceum.kernel.x.models"]


def test_nothing_hangs_on_a_models_signals() -> None:
    tree.expect_none(fault for source in tree.python("lyceum/") for fault in model_signals(source))


def test_a_model_signal_is_found() -> None:
    hung = Source(
        "a.py", "from django.db.models.signals import post_migrate, post_save\nsignals.pre_delete.connect(x)\n"
    )
    assert list(model_signals(hung)) == ["a.py: post_save", "a.py: pre_delete"]


def test_every_silenced_warning_says_why() -> None:
    tree.expect_none(fault for source in tree.python() for fault in unexplained_silences(source))
    silenced = "# " + "noqa"
    assert list(unexplained_silences(Source("a.py", f"x = 1  {silenced}\n"))) == ["a.py:1"]
    assert list(unexplained_silences(Source("a.py", f"x = 1  {silenced}: S1 the vendor calls it so\n"))) == []
