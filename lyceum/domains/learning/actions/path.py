"""Make a path, change it, give it, open it to its students, put it away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.source import open_documents
from lyceum.domains.learning.actions.step import StepText, add_steps
from lyceum.domains.learning.announcements import (
    PathActivated,
    PathArchived,
    PathChanged,
    PathGiven,
    PathMade,
    TeacherJoined,
)
from lyceum.domains.learning.models import Path, PathTeacher, Status
from lyceum.domains.learning.permissions import may_teach
from lyceum.domains.learning.queries.path import path_to_change
from lyceum.kernel.billing.actions.bounding import refuse_beyond_plan
from lyceum.kernel.billing.models import What
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.identity.queries.group import group_names
from lyceum.kernel.identity.queries.membership import members_of, people_of

LONGEST_NAME, LONGEST_OBJECTIVES = 160, 4000


@dataclass(frozen=True, slots=True)
class PathText:
    """What its teacher decides. ``audience``: groups and persons; empty is nobody yet."""

    name: str
    objectives: str = ""
    subject: str = ""
    level: str = ""
    language: str = "fr"
    audience: Audience = field(default_factory=Audience)
    begins_on: date | None = None
    ends_on: date | None = None


def make_path(caller: Caller, path_id: UUID, text: PathText, steps: tuple[StepText, ...] = ()) -> Path:
    """A draft under the id that the client made, with its first steps: a repeat gives the same path."""
    refuse_unless(may_teach(caller), _("Only teachers make learning paths."))
    _refuse_faults(caller, text)
    path = Path(id=path_id, organisation_id=caller.organisation_id, author_id=caller.person_id)
    _apply(path, text)
    try:
        with transaction.atomic():
            path.save(force_insert=True)
            PathTeacher.objects.create(organisation_id=caller.organisation_id, path=path, person_id=caller.person_id)
            announce(caller, PathMade(path.id))
            add_steps(caller, path, steps)
            _refuse_beyond_plan(caller, path, What.PATHS)
    except IntegrityError:
        return _made_before(caller, path_id)
    return path


@transaction.atomic
def edit_path(caller: Caller, path_id: UUID, text: PathText, edition: int | None = None) -> Path:
    """``edition``: the one the caller saw, so that nobody's work is lost unseen."""
    _refuse_faults(caller, text)
    path = path_to_change(caller, path_id, edition)
    new = sorted(set(text.audience.marks()) - set(path.audience))
    _apply(path, text)
    path.edition += 1
    path.save()
    if new:
        _refuse_beyond_plan(caller, path)
    announce(caller, PathChanged(path.id))
    open_documents(path.organisation_id, _documents(path))
    if new and path.status == Status.ACTIVE:
        announce(caller, PathGiven(path.id, new))
    return path


@transaction.atomic
def activate_path(caller: Caller, path_id: UUID) -> Path:
    """Its students see it and are told. Idempotent."""
    path = path_to_change(caller, path_id)
    if path.status == Status.ACTIVE:
        return path
    if not path.audience:
        raise Conflict(_("Give the path to a student or a class first."), code="no_students")
    if not path.steps.exists():
        raise Conflict(_("Add a step first."), code="no_steps")
    first, whats = path.activated_at is None, [What.PATHS] if path.status == Status.ARCHIVED else []
    path.status, path.activated_at = Status.ACTIVE, path.activated_at or timezone.now()
    path.save(update_fields=["status", "activated_at"])
    _refuse_beyond_plan(caller, path, *whats)
    open_documents(path.organisation_id, _documents(path))
    announce(caller, PathActivated(path.id))
    if first:
        announce(caller, PathGiven(path.id, list(path.audience)))
    return path


@transaction.atomic
def archive_path(caller: Caller, path_id: UUID) -> Path:
    """Out of its students' way; what they did stays. It may be activated again. Idempotent."""
    path = path_to_change(caller, path_id)
    if path.status != Status.ARCHIVED:
        path.status = Status.ARCHIVED
        path.save(update_fields=["status"])
        open_documents(path.organisation_id, _documents(path))
        announce(caller, PathArchived(path.id))
    return path


@transaction.atomic
def share_path(caller: Caller, path_id: UUID, teacher_id: UUID) -> Path:
    """Another teacher of the school may change it, too. Idempotent."""
    path = path_to_change(caller, path_id)
    if teacher_id not in people_of(caller, LEADERS | GOVERNORS):
        raise Invalid(_("Some fields are not right."), fields={"teacher_id": [_("There is no such teacher here.")]})
    row, is_new = PathTeacher.objects.get_or_create(
        organisation_id=caller.organisation_id, path=path, person_id=teacher_id
    )
    if is_new:
        open_documents(path.organisation_id, _documents(path))
        announce(caller, TeacherJoined(path.id, row.person_id))
    return path


def _refuse_beyond_plan(caller: Caller, path: Path, *whats: What) -> None:
    """A path is given to nobody while more students hold a place than the school's plan has room for."""
    for what in (*whats, *([What.STUDENTS] if path.audience else [])):
        refuse_beyond_plan(caller, what)


def _documents(path: Path) -> list[UUID]:
    return list(path.sources.values_list("document_id", flat=True))


def _made_before(caller: Caller, path_id: UUID) -> Path:
    found: Path | None = Path.objects.within(caller).own(caller, "author").filter(id=path_id).first()
    if found is None:
        raise Conflict(_("This id is taken. Make a new one."))
    return found


def _apply(path: Path, text: PathText) -> None:
    path.name, path.objectives = text.name.strip(), text.objectives.strip()
    path.subject, path.level, path.language = text.subject.strip(), text.level.strip(), text.language
    path.audience, path.begins_on, path.ends_on = text.audience.marks(), text.begins_on, text.ends_on


def _refuse_faults(caller: Caller, text: PathText) -> None:
    fields = {name: [fault] for name, fault in _faults(caller, text)}
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)


def _faults(caller: Caller, text: PathText) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.name.strip()) <= LONGEST_NAME:
        yield "name", _("Give it a name of at most %(most)s characters.") % {"most": LONGEST_NAME}
    if len(text.objectives) > LONGEST_OBJECTIVES:
        yield "objectives", _("At most %(most)s characters.") % {"most": LONGEST_OBJECTIVES}
    if text.language not in {"fr", "en"}:
        yield "language", _("Choose French or English.")
    if text.begins_on and text.ends_on and text.ends_on < text.begins_on:
        yield "ends_on", _("It ends before it begins.")
    if text.audience.roles or text.audience.permissions:
        yield "audience", _("A path is given to classes and to students.")
    if len(group_names(caller, set(text.audience.group_ids))) != len(text.audience.group_ids):
        yield "audience", _("One of these groups is not of this organisation.")
    known = set(members_of(caller).filter(person_id__in=text.audience.person_ids).values_list("person_id", flat=True))
    if known != set(text.audience.person_ids):
        yield "audience", _("One of these students is not of this organisation.")
