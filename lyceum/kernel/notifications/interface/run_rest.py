"""The way that notifications took, for those who look after it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.notifications.actions.preference import choose_default
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.interface.preference_rest import ChoiceIn, PreferenceOut
from lyceum.kernel.notifications.queries.preference import KindChoices, defaults_of
from lyceum.kernel.notifications.queries.runs import DeliveryView, RunDetail, RunView, dead_letters, run_of, runs_of

router = Router()
FOLLOWS = may("notifications.follow")


class RunStepOut(Schema):
    position: int
    channel: str
    outcome: str
    reason: str
    reason_name: str
    at: datetime
    until: datetime | None
    detail: str
    delivery: DeliveryView | None


class RunDetailOut(Schema):
    run: RunView
    steps: list[RunStepOut]


class RunPage(Schema):
    items: list[RunView]
    next: str | None


class DeliveryPage(Schema):
    items: list[DeliveryView]
    next: str | None


class ResendIn(Schema):
    """``delivery_ids``: null for all that are dead."""

    delivery_ids: list[UUID] | None = None


class Resent(Schema):
    resent: int


@router.get("/notifications/runs", response=RunPage)
@operation(FOLLOWS)
def list_runs(
    caller: Caller,
    request: HttpRequest,
    kind: str = "",
    person_id: UUID | None = None,
    state: str = "",
    after: UUID | None = None,
    limit: int = 20,
) -> object:
    """Newest first. ``state``: under_way, ended or failed."""
    rows = runs_of(caller, kind=kind, person_id=person_id, state=state)
    return page_of(rows, after=after, limit=limit, show=RunView.of)


@router.get("/notifications/runs/{uuid:run_id}", response=RunDetailOut)
@operation(FOLLOWS)
def get_run(caller: Caller, request: HttpRequest, run_id: UUID) -> RunDetail:
    """What became of each step, when and why."""
    return run_of(caller, run_id)


@router.get("/notifications/dead-letters", response=DeliveryPage)
@operation(FOLLOWS)
def list_dead_letters(caller: Caller, request: HttpRequest, after: UUID | None = None, limit: int = 20) -> object:
    return page_of(dead_letters(caller), after=after, limit=limit, show=DeliveryView.of)


@router.post("/notifications/dead-letters/resending", response=Resent)
@operation(FOLLOWS)
def post_resending(caller: Caller, request: HttpRequest, asked: ResendIn) -> Resent:
    """Sent again, with as many tries as new ones."""
    return Resent(resent=resend(caller, asked.delivery_ids))


@router.get("/notifications/defaults", response=list[PreferenceOut])
@operation(FOLLOWS)
def list_defaults(caller: Caller, request: HttpRequest) -> list[KindChoices]:
    """What members are told who have not chosen themselves."""
    return defaults_of(caller)


@router.put("/notifications/defaults/{kind}/{channel}", response=list[PreferenceOut])
@operation(FOLLOWS)
def put_default(caller: Caller, request: HttpRequest, kind: str, channel: str, choice: ChoiceIn) -> list[KindChoices]:
    choose_default(caller, kind, channel, choice.on)
    return defaults_of(caller)
