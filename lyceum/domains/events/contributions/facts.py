from django.utils.translation import gettext_lazy as _

FACTS = {
    "events.event_made": _("An event was made"),
    "events.event_changed": _("An event was changed"),
    "events.event_published": _("An event was published"),
    "events.event_removed": _("A draft of an event was deleted"),
    "events.offer_changed": _("Tickets, prices or quotas of an event were changed"),
    "events.vouchers_changed": _("Promo codes of an event were changed"),
    "events.questions_changed": _("Questions to attendees were changed"),
    "events.crew_changed": _("The team of an event was changed"),
    "events.series_changed": _("A series of events was changed"),
    "events.place_changed": _("A place was changed"),
    "events.seat_plan_changed": _("A seat plan was changed"),
}
