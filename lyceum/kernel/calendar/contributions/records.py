"""What the calendar keeps of people."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass


def _fields(technical: str, content: str = "", sealed: str = "") -> dict[str, PrivacyClass]:
    named: Iterable[tuple[str, PrivacyClass]] = (
        *((name, _C.TECHNICAL) for name in f"id created_at organisation {technical}".split()),
        *((name, _C.CONTENT) for name in content.split()),
        *((name, _C.SECRET) for name in sealed.split()),
    )
    return dict(named)


_WITH_ANOTHER = _("The other who took part keeps theirs; it no longer says who you were, nor what you wrote.")

RECORDS = [
    PersonalRecords(
        "calendar.Appointment",
        _fields(
            "proposer about_kind about_id state starts_at ends_at room_id sequence round asker changed_at",
            "title note place",
        ),
        owner="proposer",
        on_erasure="blank",
        what=_("Appointments you proposed."),
    ),
    PersonalRecords(
        "calendar.AppointmentPerson",
        _fields("appointment person answer leads"),
        owner="person",
        what=_("Appointments you take part in."),
    ),
    PersonalRecords(
        "calendar.Turn",
        _fields("appointment person act round starts_at ends_at", "words"),
        owner="person",
        on_erasure="blank",
        what=_("What you answered to appointments, and why."),
    ),
    PersonalRecords(
        "calendar.Slot",
        _fields("appointment proposed_by round starts_at ends_at"),
        owner="proposed_by",
        on_erasure="keep",
        kept_because=_WITH_ANOTHER,
        what=_("Times you proposed."),
    ),
    PersonalRecords(
        "calendar.Busy",
        _fields("person appointment starts_at ends_at"),
        owner="person",
        what=_("When your appointments take your time."),
    ),
    PersonalRecords(
        "calendar.AvailabilityHours",
        _fields("person weekday since until"),
        owner="person",
        what=_("The hours at which you are glad to be asked."),
    ),
    PersonalRecords(
        "calendar.AwayDays",
        _fields("person first_on last_on"),
        owner="person",
        what=_("The days on which you are away."),
    ),
    PersonalRecords(
        "calendar.AgendaChoice",
        _fields("person reminders only_in_hours"),
        owner="person",
        what=_("When you want to be reminded of appointments."),
    ),
    PersonalRecords(
        "calendar.AgendaFeed",
        _fields("person read_at revoked_at", sealed="nonce token_digest"),
        owner="person",
        what=_("The private addresses at which other calendars read your agenda."),
    ),
]
