"""A student's sitting: begun, ended."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import RevisionBegun, RevisionEnded
from lyceum.domains.learning.models import Revision
from lyceum.domains.learning.queries.asking import Asked, asked_in
from lyceum.domains.learning.queries.path import studied_path
from lyceum.domains.learning.queries.progress import open_step
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound


def begin_revision(
    caller: Caller, revision_id: UUID, path_id: UUID, step_id: UUID | None = None
) -> tuple[Revision, list[Asked]]:
    """What is due on the path, or in one step, and new items up to the day's share. A repeat begins nothing new.

    Raises NotAllowed, NotFound, Conflict (``step_closed``, ``nothing_due``): nothing is written then.
    """
    path = studied_path(caller, path_id)
    step = open_step(caller, path, step_id) if step_id else None
    asked = asked_in(caller, path, step)
    if begun := _own(caller, revision_id):
        return begun, asked
    if not asked:
        raise Conflict(_("Nothing is due here today: what you have learnt is left to settle."), code="nothing_due")
    revision = Revision(
        id=revision_id,
        organisation_id=caller.organisation_id,
        person_id=caller.person_id,
        path=path,
        step=step,
        planned=len(asked),
    )
    try:
        with transaction.atomic():
            revision.save(force_insert=True)
            announce(caller, RevisionBegun(path.id, revision.id))
    except IntegrityError as error:
        raise Conflict(_("This id is taken. Make a new one.")) from error
    return revision, asked


@transaction.atomic
def end_revision(caller: Caller, revision_id: UUID) -> Revision:
    """Its result: score, right answers, time. Idempotent; answers that come later still count."""
    revision = revision_to_change(caller, revision_id)
    sum_up(revision)
    first = revision.ended_at is None
    revision.ended_at = revision.ended_at or timezone.now()
    revision.save()
    if first and revision.answered:
        announce(caller, RevisionEnded(revision.path_id, revision.id, round(revision.score, 1), revision.seconds))
    return revision


def revision_to_change(caller: Caller, revision_id: UUID) -> Revision:
    """The caller's own, locked until the end of the transaction."""
    rows = Revision.objects.within(caller).own(caller).select_for_update()
    found: Revision | None = rows.filter(id=revision_id).first()
    if found is None:
        raise NotFound(_("There is no such revision."))
    return found


def sum_up(revision: Revision) -> None:
    """An item counts by the first answer given to it in the sitting; seconds count for every answer."""
    firsts = revision.answers.order_by("item_id", "answered_at", "id").distinct("item_id")
    told = list(firsts.values_list("fraction", "is_right"))
    revision.answered, revision.right = len(told), sum(is_right for _fraction, is_right in told)
    revision.score = 100 * sum(fraction for fraction, _is_right in told) / len(told) if told else 0
    revision.seconds = revision.answers.aggregate(whole=Sum("seconds"))["whole"] or 0


def _own(caller: Caller, revision_id: UUID) -> Revision | None:
    found: Revision | None = Revision.objects.within(caller).own(caller).filter(id=revision_id).first()
    return found
