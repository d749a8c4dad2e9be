"""A simulated student: forgets by a model of memory of their own, which the school does not know."""

from dataclasses import dataclass
from math import exp
from random import Random
from zlib import crc32

from lyceum.domains.learning.demo.script import PupilScript
from lyceum.domains.learning.rules.memory import Memory, Model, model_of, predicted_recall
from lyceum.domains.learning.rules.memory_fsrs6 import DEFAULTS, HIGHEST, LOWEST
from lyceum.domains.learning.rules.schedule_preferences import Preferences

SPREAD = 0.25  # of the true weights around the usual ones, as a logarithm
AT_ONCE = 0.88  # right when asked again some minutes later
MUCH_HARDER = 0.6  # what a weak step leaves of one's chance


@dataclass(frozen=True, slots=True)
class Pupil:
    """``patience``: answers in a sitting. ``seconds``: for an ordinary answer."""

    script: PupilScript
    truth: Model
    preferences: Preferences
    patience: int
    seconds: float
    chance: Random

    @property
    def studies(self) -> bool:
        return self.chance.random() < self.script.diligence

    def knows(self, memory: Memory | None, today: object, ease: float, step: int) -> bool:
        """``ease``: of the question, around 1. ``step``: from 1."""
        if memory is None:
            likely = self.script.first_right
        elif memory.last_review == today:
            likely = AT_ONCE
        else:
            likely = predicted_recall(memory, today, self.truth)  # type: ignore[arg-type]  # a day
        if step == self.script.weak:
            likely *= MUCH_HARDER
        return self.chance.random() < min(likely * ease, 0.985)

    def takes(self, is_long: bool) -> int:
        return max(3, round(self.seconds * (2.2 if is_long else 1) * exp(self.chance.gauss(0, 0.4))))


def pupil_of(name: str, scripts: list[PupilScript], path: str) -> Pupil:
    """The same each time. Whoever is not named is somewhere in the middle."""
    chance = Random(crc32(f"{path} {name}".encode()))  # noqa: S311 (a simulation, not a secret)
    script = next((one for one in scripts if one.name == name), None) or PupilScript(
        name, diligence=chance.uniform(0.15, 0.5), first_right=chance.uniform(0.45, 0.75), ends=chance.randint(1, 6)
    )
    strayed = [weight * exp(chance.gauss(0, SPREAD)) for weight in DEFAULTS]
    truth = model_of("fsrs-6", [min(max(w, low), high) for w, low, high in zip(strayed, LOWEST, HIGHEST, strict=True)])
    minutes, new = chance.choice((15, 20, 20, 25)), chance.choice((2, 3, 4, 5))
    preferences = Preferences(new_per_day=new, daily_cap=minutes * 5)
    return Pupil(script, truth, preferences, chance.randint(8, 16), chance.uniform(7, 14), chance)
