from django.utils.translation import gettext_lazy as _

FACTS = {
    "calendar.appointment_proposed": _("Proposed an appointment"),
    "calendar.appointment_countered": _("Proposed other times"),
    "calendar.appointment_accepted": _("Accepted an appointment"),
    "calendar.appointment_declined": _("Declined an appointment"),
    "calendar.appointment_moved": _("Moved an appointment"),
    "calendar.appointment_cancelled": _("Cancelled an appointment"),
    "calendar.availability_set": _("Said when they are available"),
    "calendar.reminders_chosen": _("Chose when to be reminded"),
    "calendar.feed_opened": _("Opened a private agenda feed"),
    "calendar.feed_revoked": _("Closed their private agenda feed"),
}
