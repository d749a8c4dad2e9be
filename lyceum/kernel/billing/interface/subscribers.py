"""Teachers are told what they may do under the plan: when they join, become teachers, and when it changes."""

from collections.abc import Iterable
from uuid import UUID

from lyceum.kernel.billing.queries.plan import standing
from lyceum.kernel.billing.rules.plan import What
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.queries.membership import people_of
from lyceum.kernel.notifications.actions.notifying import notify


def tell_teachers(announcement: Announcement) -> None:
    assert announcement.organisation_id
    teachers = people_of(Visitor(announcement.organisation_id), [Role.TEACHER])
    _tell(announcement, teachers, changed=1)


def tell_newcomer(announcement: Announcement) -> None:
    if Role.TEACHER in announcement.payload["roles"]:
        _tell(announcement, [UUID(announcement.payload["member_person_id"])], changed=0)


def tell_new_teacher(announcement: Announcement) -> None:
    if Role.TEACHER in announcement.payload["given"]:
        _tell(announcement, [UUID(announcement.payload["member_person_id"])], changed=0)


def _tell(announcement: Announcement, people: Iterable[UUID], *, changed: int) -> None:
    """``changed``: the plan is another one; else they are new to it."""
    assert announcement.organisation_id
    found = standing(Visitor(announcement.organisation_id))
    room = {what: found.limits[what] for what in (What.STUDENTS, What.PATHS)}
    limits: dict[str, str | int] = {what.value: limit for what, limit in room.items() if limit is not None}
    notify(
        announcement.organisation_id,
        "billing.access",
        people,
        key=announcement.id,
        path=inside("billing:plan"),
        about={"plan": found.plan.code, "changed": changed, **limits},
    )
