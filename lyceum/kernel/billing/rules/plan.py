"""What an organisation may take out, and how much of everything each plan has room for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GIGABYTE = 1024**3


class What(StrEnum):
    """What a plan limits. A student is counted once, however many classes and paths they are in."""

    STUDENTS = "students"
    TEACHERS = "teachers"
    PATHS = "paths"
    STORAGE = "storage"  # bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """``cents``: a month, in ``currency``. A limit of None is no limit."""

    code: str
    limits: Mapping[What, int | None]
    cents: int
    currency: str = "EUR"


def _plan(code: str, cents: int, students: int | None, teachers: int | None, paths: int | None, gigabytes: int) -> Plan:
    limits = {What.STUDENTS: students, What.TEACHERS: teachers, What.PATHS: paths, What.STORAGE: gigabytes * GIGABYTE}
    return Plan(code, limits, cents)


PLANS = {
    plan.code: plan
    for plan in (
        _plan("free", 0, students=60, teachers=8, paths=20, gigabytes=2),
        _plan("school", 49_00, students=1_500, teachers=120, paths=600, gigabytes=50),
        _plan("institution", 190_00, students=None, teachers=None, paths=None, gigabytes=500),
    )
}
