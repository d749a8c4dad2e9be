"""What happens on the paths of the demo, as it is written down: one TOML file for each path."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lyceum.domains.learning.demo.course import LONDON, MECHANICS, REVOLUTION, Course

_PATHS = Path(__file__).parent / "paths"
_COURSES = {course.folder: course for course in (MECHANICS, REVOLUTION, LONDON)}


@dataclass(frozen=True, slots=True)
class ExamScript:
    """``days``: in how many. ``steps``: which it covers, from 1; none, all."""

    title: str
    days: int
    steps: list[int]


@dataclass(frozen=True, slots=True)
class PupilScript:
    """Somebody who is not like the others. ``diligence``: how likely they study on a day; ``ends``: when they last did.

    ``first_right``: how likely they know at the first meeting. ``weak``: the step that is hard for them.
    """

    name: str
    diligence: float = 0.5
    first_right: float = 0.6
    weak: int = 0
    ends: int = 1


@dataclass(frozen=True, slots=True)
class SittingScript:
    """Through the actions themselves, after all others."""

    who: str
    days: int
    hour: int
    answers: int


@dataclass(frozen=True, slots=True)
class QuestionScript:
    """To the tutor. ``reply``: of the teacher, ``reply_days`` ago."""

    who: str
    days: int
    question: str
    step: int = 0
    passed_on: bool = False
    reply: str = ""
    reply_days: int = 0


@dataclass(frozen=True, slots=True)
class PathScript:
    """``made``, ``opened``, ``archived``: how many days ago; 0, not at all. Steps are numbered from 1.

    ``most``: drafts that the teacher accepts in each step. ``beside``: who teaches with it, too.
    """

    slug: str
    course: str
    teacher: str
    name: str
    objectives: str
    subject: str
    level: str
    language: str
    groups: list[str]
    made: int
    opened: int
    most: int
    allowed: list[str]
    requires: dict[str, list[int]]
    opens_in: dict[str, int]
    archived: int = 0
    steps: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    exams: list[ExamScript] = field(default_factory=list)
    written: list[dict[str, Any]] = field(default_factory=list)
    pupils: list[PupilScript] = field(default_factory=list)
    lately: list[SittingScript] = field(default_factory=list)
    asked: list[QuestionScript] = field(default_factory=list)

    @property
    def document(self) -> Course | None:
        return _COURSES.get(self.course)


@cache
def path_scripts() -> tuple[PathScript, ...]:
    return tuple(_script(tomllib.loads(path.read_text())) for path in sorted(_PATHS.glob("*.toml")))


def _script(told: dict[str, Any]) -> PathScript:
    kinds = {"exams": ExamScript, "pupils": PupilScript, "lately": SittingScript, "asked": QuestionScript}
    return PathScript(**told | {name: [kind(**row) for row in told.get(name, ())] for name, kind in kinds.items()})
