"""Who holds a place: members and those invited, each once."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Invitation, Membership

STUDENTS = [Role.STUDENT, Role.LEARNER]
TEACHERS = [Role.TEACHER]


def student_seats(organisation_id: UUID) -> int:
    return _seats(organisation_id, STUDENTS)


def teacher_seats(organisation_id: UUID) -> int:
    return _seats(organisation_id, TEACHERS)


def _seats(organisation_id: UUID, roles: list[Role]) -> int:
    """A member whose time is over, or who is suspended, holds none; nor does an invitation that has expired."""
    lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    members = Membership.objects.filter(lasting, organisation_id=organisation_id, suspended_at=None)
    invited = Invitation.objects.filter(organisation_id=organisation_id).open()
    return (
        members.filter(person__is_active=True, roles__overlap=roles).count()
        + invited.filter(roles__overlap=roles).count()
    )
