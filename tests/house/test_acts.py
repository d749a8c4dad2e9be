"""Actions and queries: the caller first, every type said, every change announced; jobs hold no logic."""

import ast
from collections.abc import Iterator

import pytest

from tests.house import tree
from tests.house.exceptions import WITHOUT_ANNOUNCEMENT, WITHOUT_CALLER
from tests.house.tree import Source

CALLERS = frozenset({"Caller", "Individual", "Visitor", "Anyone"})
JOB_STATEMENTS = 6
_WRITES = frozenset(
    "save create delete update bulk_create bulk_update get_or_create update_or_create asave acreate".split()
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def address(source: Source, function: Function) -> str:
    return source.path.removeprefix("lyceum/kernel/").removesuffix(".py").replace("/", ".") + f".{function.name}"


def is_job(function: Function) -> bool:
    return any(ast.unparse(decorator).split("(")[0] == "job" for decorator in function.decorator_list)


def without_caller(source: Source) -> Iterator[str]:
    """First comes the caller; or the announcement that a subscriber answers, or the organisation of a job."""
    for function in tree.public_functions(source):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        first = arguments[0].arg if arguments else ""
        annotation = ast.unparse(arguments[0].annotation).strip("'\"") if arguments and arguments[0].annotation else ""
        kinds = {part.strip() for part in annotation.split("|")}
        as_caller = first == "caller" and kinds <= CALLERS
        for_a_job = (first, "UUID" in kinds) == ("organisation_id", True)
        if not (as_caller or for_a_job or annotation == "Announcement" or is_job(function)):
            yield address(source, function)


def untyped(source: Source) -> Iterator[str]:
    for node in source.module.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for function in members:
            if isinstance(function, Function) and (function.name == "__init__" or not function.name.startswith("_")):
                arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
                silent = [a.arg for a in arguments if a.annotation is None and a.arg not in {"self", "cls"}]
                if silent or function.returns is None:
                    yield f"{address(source, function)}: {', '.join(silent) or 'what it returns'}"


def calls(function: Function) -> set[str]:
    """The names of what is called: ``x`` for ``x()`` and for ``y.x()``."""
    found = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {f.attr if isinstance(f, ast.Attribute) else f.id for f in found if isinstance(f, ast.Attribute | ast.Name)}


def reached(function: Function, source: Source) -> set[str]:
    """Everything that the function calls, through the other functions of its file."""
    near = {node.name: node for node in source.module.body if isinstance(node, Function)}
    seen, waiting, found = set(), [function], set()
    while waiting:
        names = calls(waiting.pop())
        found |= names
        waiting += [near[name] for name in names & near.keys() - seen]
        seen |= names
    return found


def silent_writes(source: Source) -> Iterator[str]:
    for function in tree.public_functions(source):
        made = reached(function, source)
        if made & _WRITES and not made & {"announce", "announce_all"}:
            yield address(source, function)


def thick_jobs(source: Source) -> Iterator[str]:
    for function in tree.public_functions(source):
        statements = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
        if is_job(function) and statements - (ast.get_docstring(function) is not None) > JOB_STATEMENTS:
            yield f"{source.path}: {function.name} has {statements} statements; a job fetches, calls an action, ends"


def _in(*parts: str) -> list[Source]:
    return [source for source in tree.python("lyceum/") if source.is_in(*parts)]


@pytest.mark.wish("P6")
def test_the_caller_comes_first() -> None:
    found = {fault for source in _in("actions", "queries") for fault in without_caller(source)}
    tree.expect_none(sorted(found ^ set(WITHOUT_CALLER)))


def test_an_act_without_a_caller_is_found() -> None:
    acts = "def book(event): ...\ndef read(caller: Caller): ...\ndef tell(said: Announcement): ...\ndef _own(x): ...\n"
    acts += "def sweep(organisation_id: UUID): ...\n"
    assert list(without_caller(Source("lyceum/kernel/lamp/actions/booking.py", acts))) == ["lamp.actions.booking.book"]
    assert list(without_caller(Source("a.py", "def book(caller): ...\n"))) == ["a.book"]


@pytest.mark.wish("P16")
def test_every_type_is_said() -> None:
    tree.expect_none(fault for source in _in("rules", "actions", "queries", "ports") for fault in untyped(source))


def test_a_missing_type_is_found() -> None:
    assert list(untyped(Source("a.py", "def load(weight, *, days: int) -> int: ...\n"))) == ["a.load: weight"]
    assert list(untyped(Source("a.py", "class Lamp:\n    def light(self): ...\n"))) == ["a.light: what it returns"]


def test_every_change_is_announced() -> None:
    found = {fault for source in _in("actions") for fault in silent_writes(source)}
    tree.expect_none(sorted(found ^ set(WITHOUT_ANNOUNCEMENT)))


def test_a_silent_change_is_found() -> None:
    silent = "def light(caller):\n    _save(caller)\n\ndef _save(caller):\n    Lamp.objects.create()\n"
    assert list(silent_writes(Source("a.py", silent))) == ["a.light"]
    told = silent.replace("    _save(caller)\n", "    _save(caller)\n    announce(caller, LampLit())\n", 1)
    assert list(silent_writes(Source("a.py", told))) == []


def test_jobs_hold_no_logic() -> None:
    jobs = [source for source in tree.python("lyceum/") if source.path.endswith(("jobs.py", "announcing.py"))]
    tree.expect_none(fault for source in jobs for fault in thick_jobs(source))


def test_a_thick_job_is_found() -> None:
    thick = "@job(queue='x')\ndef sweep(organisation_id):\n" + "    a = 1\n" * 7
    assert list(thick_jobs(Source("a.py", thick))) == [
        "a.py: sweep has 7 statements; a job fetches, calls an action, ends"
    ]
