"""Names say what a thing is. Some words say nothing, and none of them ends a name here."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.house import tree
from tests.house.exceptions import NAMED_BY_OTHERS
from tests.house.tree import Source

EMPTY = frozenset("util utils helper helpers manager managers service services common misc data info".split())
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def last_word(name: str) -> str:
    words = _WORD.findall(name)
    return words[-1].lower() if words else ""


def empty_names(source: Source) -> Iterator[str]:
    for part in PurePosixPath(source.path).with_suffix("").parts:
        if last_word(part) in EMPTY:
            yield f"{source.path}: {part}"
    if not source.path.endswith(".py"):
        return
    for node in ast.walk(source.module):
        named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        asks = named and node.name.lstrip("_").startswith(("is_", "may_", "test_"))  # "is it a service that asks?"
        if named and not asks and last_word(node.name) in EMPTY and node.name not in NAMED_BY_OTHERS:
            yield f"{source.path}:{node.lineno} {node.name}"


def test_no_name_is_empty() -> None:
    named = (source for source in tree.sources() if source.path.endswith((".py", ".html", ".js", ".css")))
    tree.expect_none(fault for source in named for fault in empty_names(source))


def test_an_empty_name_is_found() -> None:
    path = "lyceum/kernel/x/date_utils.py"
    assert list(empty_names(Source(path, ""))) == [f"{path}: date_utils"]
    assert list(empty_names(Source("a.py", "class SeatManager: ...\ndef user_info(): ...\n"))) == [
        "a.py:1 SeatManager",
        "a.py:2 user_info",
    ]
    assert list(empty_names(Source("a.py", "def service_token(): ...\nclass Database: ...\n"))) == []
