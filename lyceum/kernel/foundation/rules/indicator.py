"""Figures that rooms contribute and reporting keeps: day by day, of the whole and of each person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lyceum.kernel.foundation.rules.refusal import Message


class Adding(StrEnum):
    """How the days of a week, and the subjects of a school, make one figure."""

    SUM = "sum"  # values added
    MEAN = "mean"  # values added, by the weights added
    LATEST = "latest"  # the mean of the last day that has one


class Unit(StrEnum):
    COUNT = "count"
    SECONDS = "seconds"
    PERCENT = "percent"
    LEVEL = "level"  # 1 to 5


class Theme(StrEnum):
    USAGE = "usage"
    PROGRESS = "progress"
    RESULTS = "results"
    TIME = "time"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Indicator:
    """``code`` is ``room.noun``. ``may_be_public``: an organisation may show it to everybody, added up."""

    code: str
    label: Message
    theme: Theme
    unit: Unit = Unit.COUNT
    adding: Adding = Adding.SUM
    may_be_public: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What is added to an indicator on a day, for the whole and, if there is one, for a person.

    ``value`` of a mean is already multiplied by its ``weight``. ``subject_id``: what it is about (a path).
    """

    indicator: str
    on: date
    value: float = 1.0
    weight: float = 1.0
    person_id: UUID | None = None
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a caller may see figures of: of everybody where ``is_whole``, else their own only."""

    id: UUID
    label: str
    is_whole: bool
