"""How a student learns, as far as it is known."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from lyceum.domains.learning.models import Learner, Memory, Review
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Model, model_of
from lyceum.kernel.foundation.rules.caller import Caller

MODEL = "fsrs-6"


def learner_of(caller: Caller) -> Learner:
    """The caller's own; an unsaved one with the usual values where they have said nothing yet."""
    found: Learner | None = Learner.objects.within(caller).own(caller).first()
    return found or Learner(organisation_id=caller.organisation_id, person_id=caller.person_id)


def memory_model_of(learner: Learner) -> Model:
    """Their own where their reviews were enough to tell, the usual one otherwise."""
    return model_of(MODEL, learner.parameters) if learner.parameters else DEFAULT_MODEL


def today_of(caller: Caller) -> date:
    return day_of(caller, timezone.now())


def day_of(caller: Caller, moment: datetime) -> date:
    """In the caller's own calendar."""
    return day_in(caller.time_zone, moment)


def day_in(time_zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(time_zone)).date()


@dataclass(frozen=True, slots=True)
class MemoryTold:
    """What answers have told of a memory. ``holds``: days, of half the questions, until recall falls to 90 %."""

    answers: int
    questions: int
    holds: int
    is_fitted: bool
    fitted_at: datetime | None


def memory_told(caller: Caller) -> MemoryTold:
    """The caller's own, on all paths."""
    learner = learner_of(caller)
    kept = sorted(Memory.objects.within(caller).own(caller).values_list("stability", flat=True))
    return MemoryTold(
        answers=Review.objects.within(caller).own(caller).count(),
        questions=len(kept),
        holds=round(kept[len(kept) // 2]) if kept else 0,
        is_fitted=bool(learner.parameters),
        fitted_at=learner.fitted_at,
    )
