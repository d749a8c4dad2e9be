"""In and out over the API: the same previews, acts and files as the pages."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lyceum.domains.learning.actions.enrolling import Enrolled, enrol
from lyceum.domains.learning.actions.exporting import export_questions, export_results, export_statements
from lyceum.domains.learning.actions.importing import Arrival, import_items
from lyceum.domains.learning.interface.exchange_pages import sent
from lyceum.domains.learning.queries.exports import outgoing
from lyceum.domains.learning.queries.imports import Incoming, incoming
from lyceum.domains.learning.queries.reasons import LossView
from lyceum.domains.learning.queries.rosters import Plan, roster_plan
from lyceum.domains.learning.queries.statements import Period
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

router = Router()
TEACHES, OPENS, ENROLS = may("learning.teach"), may("learning.open"), may("learning.enrol")
ONE = "/learning-paths/{uuid:path_id}"
INTO = ONE + "/steps/{uuid:step_id}/imports"


class ArrivalIn(Schema):
    """``id``: your own UUIDv7, which makes a repeat harmless. ``accept``: students meet the questions at once."""

    id: UUID | None = None
    accept: bool = False


class IncomingOut(Schema):
    """``format``: gift · moodle · aiken · csv · anki. ``kept``: how many are new to the step; ``count``: made now."""

    format: str
    kept: int
    prompts: list[str]
    dropped: list[LossView]
    count: int = 0


class PathExportOut(Schema):
    """``total``: accepted questions; ``kept``: those that the format can say."""

    format: str
    total: int
    kept: int
    dropped: list[LossView]


class RosterPersonOut(Schema):
    """``fate``: invited, invited_again, placed, there; or why not: no_address, same_address, suspended, no_teacher."""

    name: str
    email: str
    classes: list[str]
    fate: str


class RosterIn(Schema):
    leave_out_faulty: bool = False


class RosterOut(Schema):
    """``classes``: those that are, or would be, made."""

    classes: list[str]
    people: list[RosterPersonOut]
    dropped: list[LossView]


class EnrolledOut(RosterOut):
    invited: int
    placed: int


@router.post(f"{INTO}/preview", response=IncomingOut)
@operation(TEACHES)
def preview_import(
    caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID, file: File[UploadedFile]
) -> IncomingOut:
    """What would be kept and what not, and why. Nothing is written."""
    return _incoming(incoming(caller, path_id, step_id, file), 0)


@router.post(INTO, response={201: IncomingOut})
@operation(TEACHES)
def create_import(
    caller: Caller,
    request: HttpRequest,
    path_id: UUID,
    step_id: UUID,
    file: File[UploadedFile],
    arrival: Form[ArrivalIn],
) -> Status[IncomingOut]:
    """GIFT, Moodle XML, Aiken, CSV or an Anki deck: drafts for you to look through, unless ``accept``."""
    made = import_items(caller, path_id, step_id, Arrival(arrival.id or new_identifier(), arrival.accept), file)
    return Status(201, _incoming(made.found, made.count))


@router.get(ONE + "/exports/{str:format}")
@operation(OPENS)
def get_export(caller: Caller, request: HttpRequest, path_id: UUID, format: str) -> HttpResponse:
    """The accepted questions as a file; for a student ``anki`` alone, with what they remember."""
    return sent(export_questions(caller, path_id, format))


@router.get(ONE + "/exports/{str:format}/report", response=PathExportOut)
@operation(OPENS)
def get_export_report(caller: Caller, request: HttpRequest, path_id: UUID, format: str) -> PathExportOut:
    """What the format cannot say."""
    found = outgoing(caller, path_id, format)
    dropped = [LossView.of(one) for one in found.said.dropped]
    return PathExportOut(format=found.format, total=found.total, kept=found.said.kept, dropped=dropped)


@router.get(ONE + "/results/{str:format}")
@operation(TEACHES)
def get_results(caller: Caller, request: HttpRequest, path_id: UUID, format: str) -> HttpResponse:
    """``csv`` or ``xlsx``, one student a line."""
    return sent(export_results(caller, path_id, format))


@router.get(ONE + "/statements")
@operation(OPENS)
def list_statements(
    caller: Caller, request: HttpRequest, path_id: UUID, since: date | None = None, until: date | None = None
) -> HttpResponse:
    """xAPI, one statement a line: everybody's for a teacher, a student's own for themselves."""
    return sent(export_statements(caller, path_id, Period(since, until)))


@router.post("/rosters/preview", response=RosterOut)
@operation(ENROLS)
def preview_roster(caller: Caller, request: HttpRequest, file: File[UploadedFile]) -> RosterOut:
    """CSV or a OneRoster zip: what would become of each line. Nothing is written."""
    plan = roster_plan(caller, file)
    dropped = [LossView.of(one) for one in plan.dropped]
    return RosterOut(classes=[one.name for one in plan.new_classes], people=_people(plan), dropped=dropped)


@router.post("/rosters", response={201: EnrolledOut})
@operation(ENROLS)
def create_roster(
    caller: Caller, request: HttpRequest, file: File[UploadedFile], terms: Form[RosterIn]
) -> Status[EnrolledOut]:
    """Classes are made, members placed, others invited: all of it or nothing."""
    done: Enrolled = enrol(caller, file, leave_out_faulty=terms.leave_out_faulty)
    made = EnrolledOut(
        classes=[one.name for one in done.plan.new_classes],
        people=_people(done.plan),
        dropped=[LossView.of(one) for one in done.plan.dropped],
        invited=done.invited,
        placed=done.placed,
    )
    return Status(201, made)


def _incoming(found: Incoming, count: int) -> IncomingOut:
    prompts = [item.content.prompt for item in found.items]
    dropped = [LossView.of(one) for one in found.dropped]
    return IncomingOut(format=found.format, kept=len(prompts), prompts=prompts, dropped=dropped, count=count)


def _people(plan: Plan) -> list[RosterPersonOut]:
    return [
        RosterPersonOut(
            name=entry.person.name,
            email=entry.person.email,
            classes=[plan.classes[key].name for key in entry.classes],
            fate=entry.fate,
        )
        for entry in plan.entries
    ]
