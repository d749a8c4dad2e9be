"""A file of Python has at most 300 lines and a function 50; a template, a stylesheet or a module 200."""

from collections.abc import Iterator

from tests.house import tree
from tests.house.exceptions import NOT_OURS
from tests.house.tree import Source

FILE, FUNCTION, LEAF = 300, 50, 200


def oversized(source: Source) -> Iterator[str]:
    most = FILE if source.path.endswith(".py") else LEAF
    if len(source.lines) > most:
        yield f"{source.path}: {len(source.lines)} lines, at most {most}"
    if source.path.endswith(".py"):
        for node in tree.functions(source):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                yield f"{source.path}:{node.lineno} {node.name}: {length} lines, at most {FUNCTION}"


def _measured() -> Iterator[Source]:
    yield from tree.python()
    for source in tree.sources():
        leaf = source.path.endswith((".html", ".css", ".js")) and source.path.startswith("lyceum/")
        if leaf and not source.path.startswith(NOT_OURS):
            yield source


def test_nothing_is_oversized() -> None:
    tree.expect_none(fault for source in _measured() for fault in oversized(source))


def test_an_oversized_file_or_function_is_found() -> None:
    long_function = Source("a.py", "def grow():\n" + "    x = 1\n" * 50)
    assert list(oversized(long_function)) == ["a.py:1 grow: 51 lines, at most 50"]
    assert list(oversized(Source("a.py", "x = 1\n" * 301))) == ["a.py: 301 lines, at most 300"]
    assert list(oversized(Source("a.html", "<p>\n" * 201))) == ["a.html: 201 lines, at most 200"]
    assert list(oversized(Source("a.py", "x = 1\n" * 300))) == []
