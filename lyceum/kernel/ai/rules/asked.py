"""One question, as it travels through the gateway."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lyceum.kernel.ai.rules.prompt import Prompt, Turn
from lyceum.kernel.ai.rules.task import Task
from lyceum.kernel.foundation.rules.identifier import new_identifier


@dataclass(frozen=True, slots=True)
class Asked:
    """``instructions``: the prompt, filled. ``prompt`` is None where vectors are asked for."""

    organisation_id: UUID
    person_id: UUID | None
    time_zone: str
    task: Task
    prompt: Prompt | None = None
    instructions: str = ""
    turns: Sequence[Turn] = ()
    id: UUID = field(default_factory=new_identifier)

    @property
    def text(self) -> str:
        return self.instructions + "".join(turn.text for turn in self.turns)


def day_began(now: datetime, time_zone: str) -> datetime:
    """Midnight where the person is."""
    return now.astimezone(ZoneInfo(time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def month_began(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def month_ended(began: datetime) -> datetime:
    return (began + timedelta(days=32)).replace(day=1)
