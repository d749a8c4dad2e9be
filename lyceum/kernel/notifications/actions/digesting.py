"""A digest: what waited for its hour is one notification, which names the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from lyceum.kernel.notifications.models import Notification, Run
from lyceum.kernel.notifications.queries.wording import DIGEST
from lyceum.kernel.notifications.rules.planning import Act, Outcome, Situation, due_digest


def due_digests(runs: Sequence[Run], so: Mapping[UUID, Situation]) -> tuple[dict[UUID, Act], list[Notification]]:
    """What becomes of each run, and the new notifications. What is alone needs no digest: it is told as itself."""
    acts = {run.id: due_digest(run.step, run.gathering, so[run.id]) for run in runs}
    together: defaultdict[tuple[UUID | None, str], list[Run]] = defaultdict(list)
    for run in runs:
        if acts[run.id].outcome is Outcome.DIGESTED:
            together[run.person_id, run.gathering].append(run)
    digests = []
    for found in together.values():
        if len(found) == 1:
            acts[found[0].id] = replace(acts[found[0].id], outcome=Outcome.TOLD)
            continue
        digest = _digest_of(found)
        digests.append(digest)
        for run in found:
            run.digest = digest
    Notification.objects.bulk_create(digests)
    return acts, digests


def _digest_of(runs: Sequence[Run]) -> Notification:
    """Its key is the first of them: no run is told in two digests, so no key comes twice."""
    return Notification(
        organisation_id=runs[0].organisation_id,
        person_id=runs[0].person_id,
        kind=DIGEST,
        key=str(runs[0].id),
        count=len(runs),
        in_centre=False,
    )
