from django.utils.translation import gettext_lazy as _

DOOR_FACTS = {
    "events.entry_conflict_found": _("Somebody was let in who should not have been"),
    "events.ticket_key_made": _("Made the key that signs tickets"),
    "events.entry_conflict_settled": _("Looked into somebody who was let in"),
    "events.turnstile_stood": _("So many wanted to buy that they stand in line"),
    "events.turnstile_set": _("Said when buyers stand in line"),
}
