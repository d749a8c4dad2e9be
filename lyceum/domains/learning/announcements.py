"""What has happened on a path: ids and figures, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PathMade:
    path_id: UUID


@dataclass(frozen=True)
class PathChanged:
    path_id: UUID


@dataclass(frozen=True)
class PathActivated:
    path_id: UUID


@dataclass(frozen=True)
class PathArchived:
    path_id: UUID


@dataclass(frozen=True)
class PathGiven:
    """To groups and persons that did not have it before (marks)."""

    path_id: UUID
    marks: list[str]


@dataclass(frozen=True)
class TeacherJoined:
    path_id: UUID
    teacher_id: UUID


@dataclass(frozen=True)
class StepChanged:
    """Made, changed, moved or removed."""

    path_id: UUID
    step_id: UUID


@dataclass(frozen=True)
class SourceAdded:
    path_id: UUID
    document_id: UUID


@dataclass(frozen=True)
class SourceRemoved:
    path_id: UUID
    document_id: UUID


@dataclass(frozen=True)
class ItemsDrafted:
    path_id: UUID
    count: int


@dataclass(frozen=True)
class ItemWritten:
    path_id: UUID
    item_id: UUID


@dataclass(frozen=True)
class ItemsAccepted:
    path_id: UUID
    count: int


@dataclass(frozen=True)
class ItemsRejected:
    path_id: UUID
    count: int


@dataclass(frozen=True)
class ItemsPutBack:
    """Decided before; they await a teacher again."""

    path_id: UUID
    count: int


@dataclass(frozen=True)
class ItemsStale:
    path_id: UUID
    count: int


@dataclass(frozen=True)
class ExamSet:
    path_id: UUID
    exam_id: UUID


@dataclass(frozen=True)
class ExamRemoved:
    path_id: UUID
    exam_id: UUID


@dataclass(frozen=True)
class RevisionBegun:
    path_id: UUID
    revision_id: UUID


@dataclass(frozen=True)
class ItemsAnswered:
    """``seconds`` of study; ``right``: wholly; ``on``: the day of the answers, which may be told later."""

    path_id: UUID
    revision_id: UUID
    count: int
    right: int
    seconds: int
    on: str = ""


@dataclass(frozen=True)
class RevisionEnded:
    path_id: UUID
    revision_id: UUID
    score: float
    seconds: int


@dataclass(frozen=True)
class QuestionAsked:
    path_id: UUID
    exchange_id: UUID
    complexity: int
    outcome: str


@dataclass(frozen=True)
class QuestionPassedOn:
    path_id: UUID
    exchange_id: UUID


@dataclass(frozen=True)
class QuestionReplied:
    path_id: UUID
    exchange_id: UUID


@dataclass(frozen=True)
class AdultAlerted:
    path_id: UUID
    exchange_id: UUID


@dataclass(frozen=True)
class LearnerChanged:
    learner_id: UUID


@dataclass(frozen=True)
class ItemsImported:
    """From a file, into a step."""

    path_id: UUID
    step_id: UUID
    count: int


@dataclass(frozen=True)
class PathExported:
    """``what``: a format of questions, or results, or statements."""

    path_id: UUID
    what: str
    count: int


@dataclass(frozen=True)
class RosterEnrolled:
    """People and classes taken in from a file."""

    classes: int
    invited: int
    placed: int
