"""The roles of an organisation, in one place. A permission says which of them hold it."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    SUPPORT = "support"
    TEACHER = "teacher"
    COACH = "coach"
    ORGANISER = "organiser"
    STUDENT = "student"
    ATHLETE = "athlete"
    LEARNER = "learner"
    ATTENDEE = "attendee"


GOVERNORS = frozenset({Role.OWNER, Role.ADMINISTRATOR})
LEADERS = frozenset({Role.TEACHER, Role.COACH, Role.ORGANISER})
STAFF = GOVERNORS | LEADERS | {Role.SUPPORT}
PARTICIPANTS = frozenset({Role.STUDENT, Role.ATHLETE, Role.LEARNER, Role.ATTENDEE})
EVERYONE = STAFF | PARTICIPANTS
