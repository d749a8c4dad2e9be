"""A path at a glance, and who talks about it: whoever teaches with it or studies it."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.queries.path import path_for, students_of
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound


def path_card(caller: Caller, path_id: UUID) -> Card | None:
    try:
        path = path_for(caller, path_id)
    except NotFound:
        return None
    url = reverse("learning:path", args=[path.id])
    return Card(path.name, url, "graduation-cap", _("Learning path"), path.subject)


def path_people(caller: Caller, path_id: UUID) -> set[UUID]:
    """Its teachers and its students."""
    try:
        path = path_for(caller, path_id)
    except NotFound:
        return set()
    teachers = path.teachers.values_list("person_id", flat=True)
    return {*teachers, *students_of(caller, path).values_list("person_id", flat=True)}
