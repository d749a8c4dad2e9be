"""Finds every scope filter of the queries and actions, and takes one away at a time, in the running program."""

import ast
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import cast

ROOT = Path(__file__).resolve().parents[2]
FILTERS = frozenset({"within", "own"})
_CALLERS, _MAKERS = frozenset({"caller", "shop"}), frozenset({"Visitor", "shop_of"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One call of a scope filter: where it stands, and in which function."""

    path: str
    function: str
    line: int
    column: int
    filter: str

    @property
    def act(self) -> str:
        """``identity.queries.group.group_for``"""
        return f"{self.module.partition('.')[2].partition('.')[2]}.{self.function}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.function} without {self.filter}()"

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").replace("/", ".")


def mutants() -> Iterator[Mutant]:
    for path in sorted([*ROOT.glob("lyceum/*/*/permissions.py"), *ROOT.glob("lyceum/*/*/*/*.py")]):
        if path.name == "permissions.py" or path.parent.name in {"queries", "actions"}:
            yield from _mutants_of(ast.parse(path.read_text()), str(path.relative_to(ROOT)))


def _mutants_of(module: ast.Module, path: str) -> Iterator[Mutant]:
    for function in module.body:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if _is_filter(node):
                    assert isinstance(node, ast.Call)
                    assert isinstance(node.func, ast.Attribute)
                    yield Mutant(path, function.name, node.lineno, node.end_col_offset or 0, node.func.attr)


def _is_filter(node: ast.AST) -> bool:
    """``….within(caller)``, ``….own(caller, "author")``, in a shop ``….within(shop_of(caller))`` or ``….within(shop)``,
    in a job ``….within(Visitor(organisation_id))``.
    """
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILTERS):
        return False
    of = node.args[0] if node.args else None
    asked = of.func if isinstance(of, ast.Call) else of
    return isinstance(asked, ast.Name) and asked.id in (_MAKERS if isinstance(of, ast.Call) else _CALLERS)


class _WithoutFilter(ast.NodeTransformer):
    """``Group.objects.within(caller)`` becomes ``Group.objects.all()``."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if _is_filter(node) and (node.lineno, node.end_col_offset) == (self.mutant.line, self.mutant.column):
            assert isinstance(node.func, ast.Attribute)
            return ast.copy_location(ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], []), node)
        return node


def code_without(mutant: Mutant, source: str) -> CodeType:
    module = ast.fix_missing_locations(_WithoutFilter(mutant).visit(ast.parse(source)))
    compiled = compile(module, mutant.path, "exec", dont_inherit=True)
    return next(code for code in compiled.co_consts if isinstance(code, CodeType) and code.co_name == mutant.function)


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """The function runs without its filter; everybody who has imported it runs the same code."""
    function = function_of(mutant)
    before = function.__code__
    function.__code__ = code_without(mutant, (ROOT / mutant.path).read_text())
    try:
        yield
    finally:
        function.__code__ = before


def function_of(mutant: Mutant) -> FunctionType:
    """The function itself, under whatever decorates it."""
    path = str(Path(import_module(mutant.module).__file__ or ""))
    for thing in gc.get_objects():
        named = type(thing) is FunctionType and thing.__qualname__ == mutant.function  # isinstance() wakes lazy things
        if named and thing.__code__.co_filename == path and thing.__module__ == mutant.module:
            return cast(FunctionType, thing)
    raise LookupError(str(mutant))


@contextmanager
def calls_seen(codes: dict[CodeType, str]) -> Iterator[set[str]]:
    """Which of these functions were called inside."""
    seen: set[str] = set()

    def look(frame: object, event: str, argument: object) -> None:
        if event == "call" and (name := codes.get(frame.f_code)):  # type: ignore[attr-defined]
            seen.add(name)

    before: Callable[..., object] | None = sys.getprofile()
    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)
