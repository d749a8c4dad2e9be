from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlanChosen:
    """By an owner."""

    plan_id: UUID
    plan: str
    former: str


@dataclass(frozen=True)
class PlanGranted:
    """By whoever runs the installation. ``until``: the last day, or empty for no end."""

    plan_id: UUID
    plan: str
    former: str
    until: str
