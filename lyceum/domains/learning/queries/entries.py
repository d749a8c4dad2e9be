from collections.abc import Iterator
from uuid import UUID

from lyceum.domains.learning.models import Path, Status
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.search.actions.indexing import Entry

_OVERSEERS = frozenset({"learning.oversee"})


def path_entries(organisation_id: UUID, only: UUID | None = None) -> Iterator[Entry]:
    """Found by its teachers, and by its students once it is open. An archived path is found by its teachers alone."""
    rows = Path.objects.filter(organisation_id=organisation_id).prefetch_related("teachers", "steps")
    for path in rows.filter(id=only) if only else rows:
        teachers = frozenset(teacher.person_id for teacher in path.teachers.all())
        given = path.given_to if path.status == Status.ACTIVE else Audience()
        steps = [f"{step.title} {step.objective}" for step in path.steps.all()]
        yield Entry(
            kind="learning_path",
            object_id=path.id,
            title=path.name,
            body="\n".join([path.subject, path.level, path.objectives, *steps]),
            path=inside("learning:path", path.id),
            audience=Audience(given.group_ids, permissions=_OVERSEERS, person_ids=given.person_ids | teachers),
            language=path.language,
        )
