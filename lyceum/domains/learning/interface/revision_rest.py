"""Scenario 2 of the school: a student revises, on a page or offline on a phone."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.queries.asking import due_now
from lyceum.domains.learning.queries.path import studied_path
from lyceum.domains.learning.queries.progress import next_due, share_of, standings
from lyceum.domains.learning.queries.shown import (
    AskedView,
    RevisionView,
    StandingView,
    asked_shown,
    revision_shown,
    standings_shown,
)
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid

router = Router()
STUDIES = may("learning.study")
MOST_ANSWERS = 500


class BeginningIn(Schema):
    """``id``: your own UUIDv7. Without a step: all that is due on the path."""

    path_id: UUID
    step_id: UUID | None = None
    id: UUID | None = None


class BegunOut(Schema):
    revision: RevisionView
    asked: list[AskedView]


class AnswerIn(Schema):
    """``given``: text; a list of texts (gaps, choices, order); pairs of texts. ``own_verdict``: for definitions."""

    id: UUID
    item_id: UUID
    given: Any = ""
    seconds: int = 0
    hints: int = 0
    answered_at: datetime | None = None
    own_verdict: bool | None = None


class AnswersIn(Schema):
    answers: list[AnswerIn]


class VerdictOut(Schema):
    """``counted`` false: the question was withdrawn meanwhile. ``reason``: a stable code. ``due_on``: it comes back."""

    id: UUID
    item_id: UUID
    counted: bool
    fraction: float = 0
    is_right: bool = False
    reason: str = ""
    differed: list[tuple[str, str]] = []
    due_on: date | None = None


class ProgressOut(Schema):
    share: float
    next_due: str | None
    steps: list[StandingView]


@router.post("/revisions", response={201: BegunOut})
@operation(STUDIES)
def create_revision(caller: Caller, request: HttpRequest, body: BeginningIn) -> Status[dict[str, object]]:
    revision, asked = begin_revision(caller, body.id or new_identifier(), body.path_id, body.step_id)
    return Status(201, {"revision": revision_shown(caller, revision), "asked": asked_shown(caller, asked)})


@router.post("/revisions/{uuid:revision_id}/answers", response=list[VerdictOut])
@operation(STUDIES)
def create_answers(caller: Caller, request: HttpRequest, revision_id: UUID, body: AnswersIn) -> list[dict[str, object]]:
    """Sent twice, they count once; in whichever order they come."""
    if len(body.answers) > MOST_ANSWERS:
        raise Invalid(_("Send at most %(most)s answers at once.") % {"most": MOST_ANSWERS})
    answers = [Answer(**answer.dict()) for answer in body.answers]
    return [_verdict(judged) for judged in answer_items(caller, revision_id, answers)]


@router.put("/revisions/{uuid:revision_id}/end", response=RevisionView)
@operation(STUDIES)
def put_end(caller: Caller, request: HttpRequest, revision_id: UUID) -> RevisionView:
    return revision_shown(caller, end_revision(caller, revision_id))


@router.get("/learning-paths/{uuid:path_id}/progress", response=ProgressOut)
@operation(STUDIES)
def show_progress(caller: Caller, request: HttpRequest, path_id: UUID) -> dict[str, object]:
    """Your own."""
    path = studied_path(caller, path_id)
    found, coming = due_now(caller, path, standings(caller, path)), next_due(caller, path)
    return {
        "share": round(share_of(found), 4),
        "next_due": coming and coming.isoformat(),
        "steps": standings_shown(caller, found),
    }


def _verdict(judged: Any) -> dict[str, object]:
    told: dict[str, object] = {"id": judged.id, "item_id": judged.item_id, "counted": judged.verdict is not None}
    if judged.verdict:
        verdict = judged.verdict
        told |= {"fraction": verdict.fraction, "is_right": verdict.is_right, "reason": verdict.reason}
        told |= {"differed": list(verdict.differed), "due_on": judged.due_on}
    return told
