"""Who writes workbooks."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from lyceum.kernel.foundation.rules.sheet import Cell


class Workbooks(Protocol):
    def write(self, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
        """A workbook of one sheet, its first row held in place. Text stays text, whatever it begins with."""


@cache
def workbooks() -> Workbooks:
    adapter = import_module(f"lyceum.kernel.reporting.adapters.{settings.PROVIDERS['workbooks']}")
    return cast(Workbooks, adapter.connect())
