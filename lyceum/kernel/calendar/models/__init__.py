from lyceum.kernel.calendar.models.appointment import Answer, Appointment, AppointmentPerson, State
from lyceum.kernel.calendar.models.availability import AgendaChoice, AvailabilityHours, AwayDays
from lyceum.kernel.calendar.models.busy import Busy
from lyceum.kernel.calendar.models.feed import AgendaFeed
from lyceum.kernel.calendar.models.turn import Slot, Turn

__all__ = [
    "AgendaChoice",
    "AgendaFeed",
    "Answer",
    "Appointment",
    "AppointmentPerson",
    "AvailabilityHours",
    "AwayDays",
    "Busy",
    "Slot",
    "State",
    "Turn",
]
