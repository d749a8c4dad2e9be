"""What learning counts of its announcements, and what it looks at every day."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.models import Outcome
from lyceum.domains.learning.queries.completion import COMPLETION, completion_on
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Adding, Indicator, Tally, Theme, Unit

REVISIONS, ANSWERS, GIVEN = "learning.revisions", "learning.answers", "learning.paths_given"
RIGHT, SCORE, SECONDS = "learning.right", "learning.score", "learning.seconds"
QUESTIONS, COMPLEXITY, UNCOVERED = "learning.questions", "learning.complexity", "learning.uncovered"

INDICATORS = [
    Indicator(REVISIONS, _("Revisions"), Theme.USAGE, may_be_public=True),
    Indicator(ANSWERS, _("Answers"), Theme.USAGE, may_be_public=True),
    Indicator(GIVEN, _("Paths given"), Theme.USAGE),
    Indicator(COMPLETION, _("Known of the paths"), Theme.PROGRESS, Unit.PERCENT, Adding.LATEST, may_be_public=True),
    Indicator(RIGHT, _("Right answers"), Theme.RESULTS, Unit.PERCENT, Adding.MEAN, may_be_public=True),
    Indicator(SCORE, _("Score of revisions"), Theme.RESULTS, Unit.PERCENT, Adding.MEAN),
    Indicator(SECONDS, _("Time of study"), Theme.TIME, Unit.SECONDS, may_be_public=True),
    Indicator(QUESTIONS, _("Questions to the tutor"), Theme.QUESTIONS, may_be_public=True),
    Indicator(COMPLEXITY, _("How demanding the questions are"), Theme.QUESTIONS, Unit.LEVEL, Adding.MEAN),
    Indicator(UNCOVERED, _("Not covered by the documents"), Theme.QUESTIONS, Unit.PERCENT, Adding.MEAN),
]


def answers(told: Announcement, on: date) -> Iterator[Tally]:
    """On the day of the answers, which a phone that was offline may tell later."""
    payload = told.payload
    on = date.fromisoformat(payload["on"]) if payload.get("on") else on
    yield _tally(told, ANSWERS, on, payload["count"])
    yield _tally(told, RIGHT, on, 100 * payload["right"], payload["count"])
    yield _tally(told, SECONDS, on, payload["seconds"])


def revisions(told: Announcement, on: date) -> Iterator[Tally]:
    yield _tally(told, REVISIONS, on)
    yield _tally(told, SCORE, on, told.payload["score"])


def questions(told: Announcement, on: date) -> Iterator[Tally]:
    yield _tally(told, QUESTIONS, on)
    yield _tally(told, COMPLEXITY, on, told.payload["complexity"])
    yield _tally(told, UNCOVERED, on, 100 * (told.payload["outcome"] == Outcome.UNCOVERED))


def given(told: Announcement, on: date) -> Iterator[Tally]:
    yield _tally(told, GIVEN, on)


COUNTS = {
    "learning.items_answered": answers,
    "learning.revision_ended": revisions,
    "learning.question_asked": questions,
    "learning.path_given": given,
}
SURVEYS = {COMPLETION: completion_on}


def _tally(told: Announcement, code: str, on: date, value: float = 1, weight: float = 1) -> Tally:
    """Of whoever did it, on the path that it was about."""
    return Tally(code, on, value, weight, told.person_id, UUID(told.payload["path_id"]))
