"""In and out over GraphQL: the same previews, acts and files as REST. A file travels as base64."""

from base64 import b64decode, b64encode
from binascii import Error
from datetime import date
from uuid import UUID

import strawberry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions import exporting
from lyceum.domains.learning.actions.enrolling import enrol
from lyceum.domains.learning.actions.importing import Arrival, import_items
from lyceum.domains.learning.queries.imports import Incoming, incoming
from lyceum.domains.learning.queries.reasons import LossView
from lyceum.domains.learning.queries.rosters import Plan, roster_plan
from lyceum.domains.learning.queries.statements import Period
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid

strawberry.type(LossView, name="Loss")
TEACHES, OPENS, ENROLS = may("learning.teach"), may("learning.open"), may("learning.enrol")


@strawberry.input
class FileInput:
    """``content``: in base64."""

    name: str
    content: str

    def upload(self) -> SimpleUploadedFile:
        try:
            return SimpleUploadedFile(self.name, b64decode(self.content, validate=True))
        except (Error, ValueError) as fault:
            reason = _("This file is not in base64.")
            raise Invalid(reason, fields={"content": [reason]}) from fault


@strawberry.type
class ExportedFile:
    """``content``: in base64."""

    name: str
    content_type: str
    content: str

    @classmethod
    def of(cls, file: exporting.File) -> "ExportedFile":
        return cls(name=file.name, content_type=file.content_type, content=b64encode(file.body).decode())


@strawberry.type
class IncomingItems:
    """``kept``: how many are new to the step; ``count``: made now."""

    format: str
    kept: int
    prompts: list[str]
    dropped: list[LossView]
    count: int

    @classmethod
    def of(cls, found: Incoming, count: int) -> "IncomingItems":
        prompts = [item.content.prompt for item in found.items]
        dropped = [LossView.of(one) for one in found.dropped]
        return cls(format=found.format, kept=len(prompts), prompts=prompts, dropped=dropped, count=count)


@strawberry.type
class RosterPerson:
    """``fate``: invited, invited_again, placed, there; or why not."""

    name: str
    email: str
    classes: list[str]
    fate: str


@strawberry.type
class Roster:
    """``classes``: those that are, or would be, made."""

    classes: list[str]
    people: list[RosterPerson]
    dropped: list[LossView]
    invited: int = 0
    placed: int = 0

    @classmethod
    def of(cls, plan: Plan, invited: int = 0, placed: int = 0) -> "Roster":
        people = [
            RosterPerson(
                name=entry.person.name,
                email=entry.person.email,
                classes=[plan.classes[key].name for key in entry.classes],
                fate=entry.fate,
            )
            for entry in plan.entries
        ]
        classes = [one.name for one in plan.new_classes]
        dropped = [LossView.of(one) for one in plan.dropped]
        return cls(classes=classes, people=people, dropped=dropped, invited=invited, placed=placed)


@resolver(TEACHES)
def preview_import(caller: Caller, path_id: UUID, step_id: UUID, file: FileInput) -> IncomingItems:
    return IncomingItems.of(incoming(caller, path_id, step_id, file.upload()), 0)


@resolver(TEACHES)
def import_questions(
    caller: Caller, path_id: UUID, step_id: UUID, file: FileInput, accept: bool = False, id: UUID | None = None
) -> IncomingItems:
    made = import_items(caller, path_id, step_id, Arrival(id or new_identifier(), accept), file.upload())
    return IncomingItems.of(made.found, made.count)


@resolver(OPENS)
def export_questions(caller: Caller, path_id: UUID, format: str) -> ExportedFile:
    return ExportedFile.of(exporting.export_questions(caller, path_id, format))


@resolver(TEACHES)
def export_results(caller: Caller, path_id: UUID, format: str) -> ExportedFile:
    return ExportedFile.of(exporting.export_results(caller, path_id, format))


@resolver(OPENS)
def export_statements(
    caller: Caller, path_id: UUID, since: date | None = None, until: date | None = None
) -> ExportedFile:
    return ExportedFile.of(exporting.export_statements(caller, path_id, Period(since, until)))


@resolver(ENROLS)
def preview_roster(caller: Caller, file: FileInput) -> Roster:
    return Roster.of(roster_plan(caller, file.upload()))


@resolver(ENROLS)
def enrol_roster(caller: Caller, file: FileInput, leave_out_faulty: bool = False) -> Roster:
    done = enrol(caller, file.upload(), leave_out_faulty=leave_out_faulty)
    return Roster.of(done.plan, done.invited, done.placed)


@strawberry.type
class InOutQuery:
    preview_import: IncomingItems = strawberry.field(
        resolver=preview_import, description="What would be kept and what not, and why. Nothing is written."
    )
    preview_roster: Roster = strawberry.field(resolver=preview_roster, description="Nothing is written.")


@strawberry.type
class InOutMutation:
    """An export is written in the trail: it then is in others' hands."""

    import_questions: IncomingItems = strawberry.mutation(
        resolver=import_questions, description="Drafts for you to look through, unless ``accept``."
    )
    export_questions: ExportedFile = strawberry.mutation(
        resolver=export_questions, description="gift · moodle · aiken · csv · anki; for a student anki alone."
    )
    export_results: ExportedFile = strawberry.mutation(resolver=export_results, description="csv · xlsx")
    export_statements: ExportedFile = strawberry.mutation(resolver=export_statements, description="xAPI, one a line.")
    enrol_roster: Roster = strawberry.mutation(
        resolver=enrol_roster, description="Classes are made, members placed, others invited: all of it or nothing."
    )
