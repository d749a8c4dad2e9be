"""The tutor over the API: asked, passed on, replied to, read."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from lyceum.domains.learning.actions.asking import Asking, whole_answer
from lyceum.domains.learning.actions.replying import pass_on, reply
from lyceum.domains.learning.queries.exchanges import ExchangeView, exchange_shown, exchanges_for
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid

router = Router()
STUDIES, TEACHES, OPENS = may("learning.study"), may("learning.teach"), may("learning.open")
ONE = "/tutor/questions/{uuid:exchange_id}"


class QuestionIn(Schema):
    """``id``: your own UUIDv7, which makes a repeat harmless. ``attempt_open``: ``item_id`` is not answered yet."""

    path_id: UUID
    question: str
    id: UUID | None = None
    step_id: UUID | None = None
    item_id: UUID | None = None
    attempt_open: bool = False
    hints_given: int = 0


class ReplyIn(Schema):
    reply: str


@router.post("/tutor/questions", response={201: ExchangeView})
@operation(STUDIES)
def create_question(caller: Caller, request: HttpRequest, body: QuestionIn) -> Status[ExchangeView]:
    """Answered from the teacher's documents, each citation looked up on its page before it is given.

    May take as long as a model does, so it takes its ``id`` in place of an Idempotency-Key.
    """
    if "Idempotency-Key" in request.headers:
        raise Invalid(_("A question carries its own id: send that in place of an Idempotency-Key."))
    asking = Asking(**body.dict(exclude={"id"}), id=body.id or new_identifier())
    return Status(201, exchange_shown(caller, whole_answer(caller, asking)))


@router.put(f"{ONE}/passing-on", response=ExchangeView)
@operation(STUDIES)
def put_passing_on(caller: Caller, request: HttpRequest, exchange_id: UUID) -> ExchangeView:
    """To the teachers of the path."""
    return exchange_shown(caller, pass_on(caller, exchange_id))


@router.put(f"{ONE}/reply", response=ExchangeView)
@operation(TEACHES)
def put_reply(caller: Caller, request: HttpRequest, exchange_id: UUID, body: ReplyIn) -> ExchangeView:
    return exchange_shown(caller, reply(caller, exchange_id, body.reply))


@router.get("/learning-paths/{uuid:path_id}/questions", response=list[ExchangeView])
@operation(OPENS)
def list_questions(caller: Caller, request: HttpRequest, path_id: UUID) -> list[ExchangeView]:
    """To the tutor: your own; everybody's on a path that you teach with. The hundred newest."""
    return exchanges_for(caller, path_id)
