from django.utils.translation import gettext_lazy as _

from lyceum.kernel.calendar.interface.enclosing import enclosed
from lyceum.kernel.calendar.interface.subscribers import tell_other
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.reporting.actions.counting import keep_figures

NOTIFICATIONS = [
    NotificationKind("calendar.appointment_proposed", _("You are asked for an appointment"), icon="calendar-days"),
    NotificationKind("calendar.appointment_countered", _("Other times are proposed to you"), icon="calendar-days"),
    NotificationKind(
        "calendar.appointment_accepted", _("An appointment is accepted"), icon="calendar-days", encloses=enclosed
    ),
    NotificationKind("calendar.appointment_declined", _("An appointment is declined"), icon="calendar-days"),
    NotificationKind(
        "calendar.appointment_moved", _("An appointment is moved"), icon="calendar-days", encloses=enclosed
    ),
    NotificationKind(
        "calendar.appointment_cancelled", _("An appointment is cancelled"), icon="calendar-days", encloses=enclosed
    ),
    NotificationKind("calendar.reminder", _("An appointment begins soon"), icon="clock"),
]
SUBSCRIBERS = {
    "calendar.appointment_proposed": [tell_other],
    "calendar.appointment_countered": [tell_other],
    "calendar.appointment_accepted": [tell_other, keep_figures],
    "calendar.appointment_declined": [tell_other],
    "calendar.appointment_moved": [tell_other],
    "calendar.appointment_cancelled": [tell_other],
}
