from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FlagSwitched:
    flag_id: UUID
    code: str
    on: bool
    percentage: int


@dataclass(frozen=True, slots=True)
class FlagRemoved:
    code: str


@dataclass(frozen=True, slots=True)
class JobRetried:
    job_id: int
    name: str


@dataclass(frozen=True, slots=True)
class JobCancelled:
    job_id: int
    name: str


@dataclass(frozen=True, slots=True)
class OperatorAppointed:
    operator_id: UUID
