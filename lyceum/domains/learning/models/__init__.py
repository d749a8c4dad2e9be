from lyceum.domains.learning.models.exam import Exam
from lyceum.domains.learning.models.exchange import Exchange, Outcome
from lyceum.domains.learning.models.item import Item, Origin, State
from lyceum.domains.learning.models.learner import Learner
from lyceum.domains.learning.models.memory import Memory
from lyceum.domains.learning.models.path import Path, PathTeacher, Status
from lyceum.domains.learning.models.revision import Review, Revision
from lyceum.domains.learning.models.source import Source
from lyceum.domains.learning.models.step import Step

__all__ = [
    "Exam",
    "Exchange",
    "Item",
    "Learner",
    "Memory",
    "Origin",
    "Outcome",
    "Path",
    "PathTeacher",
    "Review",
    "Revision",
    "Source",
    "State",
    "Status",
    "Step",
]
