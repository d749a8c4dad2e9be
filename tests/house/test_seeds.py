"""``docs/seeds.md`` says where each wish lives; the marks of the tests say the same."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house import tree
from tests.house.tree import ROOT, Source

HELD = {"A": 34, "B": 10, "O": 12, "P": 25, "Q": 30, "W": 13}
_ROW = re.compile(r"^\| ([A-Z]\d+) \| (.+?) \| (.+?) \| (test|document|later) \|$", re.M)


def marks(source: Source) -> Iterator[str]:
    """The wishes that a test names: ``wish("A1", "A2")``, as a mark or in ``pytestmark``."""
    for node in ast.walk(source.module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "wish":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def rows() -> dict[str, str]:
    return {wish: proof for wish, _, _, proof in _ROW.findall((ROOT / "docs/seeds.md").read_text())}


@cache
def proved() -> set[str]:
    tests = (source for source in tree.python() if source.path.split("/")[-1].startswith("test_"))
    return {wish for source in tests for wish in marks(source)}


def test_every_wish_has_one_row() -> None:
    wishes = [row[0] for row in _ROW.findall((ROOT / "docs/seeds.md").read_text())]
    assert len(wishes) == len(set(wishes))
    expected = {f"{area}{number}" for area, most in HELD.items() for number in range(1, most + 1)}
    tree.expect_none(sorted(expected - set(wishes)))


def test_every_mark_has_its_row() -> None:
    tree.expect_none(sorted(proved() - rows().keys()))


def test_what_is_proved_by_a_test_has_one() -> None:
    tree.expect_none(sorted(wish for wish, proof in rows().items() if proof == "test" and wish not in proved()))


def test_what_a_test_proves_is_said() -> None:
    tree.expect_none(sorted(wish for wish, proof in rows().items() if proof == "later" and wish in proved()))


def test_each_proof_that_is_named_bears_the_mark() -> None:
    named = re.findall(r"^- ([A-Z]\d+): (.+)$", (ROOT / "docs/seeds.md").read_text(), re.M)
    borne = {source.path: set(marks(source)) for source in tree.python() if "/test_" in source.path}
    found = {(wish, path) for wish, paths in named for path in re.findall(r"`(.+?)`", paths)}
    tree.expect_none(f"{path} proves no {wish}" for wish, path in sorted(found) if wish not in borne.get(path, ()))
    core = {wish for wish, proof in rows().items() if proof == "test" and wish[0] in HELD}
    tree.expect_none(sorted(core - {wish for wish, _ in named}))


def test_a_mark_is_seen_wherever_it_stands() -> None:
    source = 'pytestmark = pytest.mark.wish("A1", "A2")\n@wish("B1")\ndef test_x(): ...\n# wish("C1")\n'
    assert list(marks(Source("a.py", source))) == ["A1", "A2", "B1"]


@pytest.mark.wish("W12")
def test_the_house_is_documented_where_it_stands() -> None:
    named = re.findall(r"`((?:docs|tests|lyceum|deploy|bench)/[\w./-]*)`", (ROOT / "docs/seeds.md").read_text())
    tree.expect_none(sorted({name for name in named if not (ROOT / name).exists()}))
