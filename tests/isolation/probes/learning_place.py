"""What the functions of learning are called with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.domains.learning.models import Exchange, Item, Learner, Path, Review, Revision, Step
from lyceum.domains.learning.queries.steering import Steering, steering_for
from lyceum.kernel.foundation.rules.caller import Caller
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples


@dataclass(frozen=True, slots=True)
class Course:
    """``teacher``: the caller, were they a teacher only, who does not oversee the school; ``student``: no teacher."""

    caller: Caller
    path: Path
    step: Step
    item: Item
    draft: Item
    revision: Revision
    review: Review
    exchange: Exchange

    @property
    def me(self) -> UUID:
        return self.caller.person_id

    @property
    def teacher(self) -> Caller:
        return replace(self.caller, permissions=frozenset({"learning.teach"}))

    @property
    def student(self) -> Caller:
        return replace(self.caller, permissions=frozenset({"learning.study"}))

    @property
    def steerings(self) -> list[Steering]:
        return [steering_for(self.path, Learner(), timezone.now().date())]


def course(samples: Samples) -> Course:
    known = samples.parts
    return Course(
        insider(samples),
        Path.objects.get(id=known["path_id"]),
        Step.objects.get(id=known["step_id"]),
        Item.objects.get(step=known["step_id"], state="accepted"),
        Item.objects.get(id=known["item_id"]),
        Revision.objects.get(id=known["revision_id"]),
        Review.objects.get(revision=known["revision_id"]),
        Exchange.objects.get(id=known["exchange_id"]),
    )


def learning(act: str, call: Callable[[Course], Any], **ways: Any) -> None:
    apart(f"learning.{act}", course, call, **ways)
