"""Whose figures a caller may look at, and whose they look at now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Subject
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.identity.models import Group, GroupMembership
from lyceum.kernel.identity.queries.group import groups_for
from lyceum.kernel.identity.queries.membership import may_see_person
from lyceum.kernel.reporting.models import Figure
from lyceum.kernel.reporting.permissions import may_see_all
from lyceum.kernel.reporting.rules.period import Span

ALL, TAUGHT, OWN = "all", "taught", "own"


@dataclass(frozen=True, slots=True)
class Asked:
    """``of``: all · taught · own · the id of a subject; empty: the widest that the caller may see."""

    of: str = ""
    span: Span = Span.WEEKS
    group_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """``subject_ids`` none: of every subject. ``is_whole``: of everybody, or of a group or a person among them."""

    of: str
    label: str
    is_whole: bool
    subject_ids: tuple[UUID, ...] | None
    choices: Sequence[Choice]
    group: Group | None = None
    person_id: UUID | None = None


def view_for(caller: Caller, asked: Asked) -> View:
    """Raises NotAllowed and NotFound: of what is not theirs to see, callers learn nothing."""
    subjects = list(registry.subjects_of(caller))
    choices = _choices(caller, subjects)
    of = asked.of or choices[0].value
    if of not in {choice.value for choice in choices}:
        raise NotFound(_("There are no such figures, or they are not for you."))
    whole = [subject.id for subject in subjects if subject.is_whole]
    one = next((subject for subject in subjects if str(subject.id) == of), None)
    is_whole = of in (ALL, TAUGHT) or bool(one and one.is_whole)
    if (asked.group_id or asked.person_id) and not is_whole:
        raise NotAllowed(_("These figures are your own."))
    return View(
        of=of,
        label=next(choice.label for choice in choices if choice.value == of),
        is_whole=is_whole,
        subject_ids=(one.id,) if one else tuple(whole) if of == TAUGHT else None,
        choices=choices,
        group=_group(caller, asked.group_id) if asked.group_id else None,
        person_id=_person(caller, asked.person_id) if asked.person_id else None,
    )


def figures_in(caller: Caller, view: View, first: date, last: date) -> QuerySet[Figure]:
    """The rows to add up: of everybody, of those who are in the group now, of one person, or the caller's own."""
    rows: QuerySet[Figure] = Figure.objects.within(caller).filter(day__gte=first, day__lte=last)
    if view.subject_ids is not None:
        rows = rows.filter(subject_id__in=view.subject_ids)
    if not view.is_whole:
        return rows.filter(person_id=caller.person_id)
    if view.person_id:
        return rows.filter(person_id=view.person_id)
    if view.group:
        places = GroupMembership.objects.within(caller).filter(group=view.group, leads=False)
        return rows.filter(person_id__in=places.values("membership__person_id"))
    return rows.filter(person=None)


def people_in(caller: Caller, view: View, first: date, last: date) -> QuerySet[Figure]:
    """The rows of each person behind those of everybody."""
    rows: QuerySet[Figure] = Figure.objects.within(caller).filter(day__gte=first, day__lte=last)
    if view.subject_ids is not None:
        rows = rows.filter(subject_id__in=view.subject_ids)
    return rows.exclude(person=None)


def _choices(caller: Caller, subjects: Sequence[Subject]) -> list[Choice]:
    """The widest first."""
    choices = [Choice(ALL, _("The whole organisation"))] if may_see_all(caller) else []
    if not choices and any(subject.is_whole for subject in subjects):
        choices.append(Choice(TAUGHT, _("All that I teach")))
    choices.append(Choice(OWN, _("My own figures")))
    return [*choices, *(Choice(str(subject.id), subject.label) for subject in subjects)]


def _group(caller: Caller, group_id: UUID) -> Group:
    found = groups_for(caller).filter(id=group_id).first()
    if found is None:
        raise NotFound(_("There is no such group in this organisation."))
    return found


def _person(caller: Caller, person_id: UUID) -> UUID:
    if not may_see_person(caller, person_id):
        raise NotFound(_("There is no such member in this organisation."))
    return person_id
