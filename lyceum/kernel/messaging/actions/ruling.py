from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.messaging.announcements import ConversationRulesChanged
from lyceum.kernel.messaging.models import ConversationRules
from lyceum.kernel.messaging.permissions import may_moderate
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.rules.hours import kept_of
from lyceum.kernel.messaging.rules.ruling import DOCUMENTS, MEGABYTE, PICTURES, Ruling

MOST_WORDS, LONGEST_WORD = 500, 60
SMALLEST, LARGEST = MEGABYTE, 25 * MEGABYTE


@transaction.atomic
def change_rules(caller: Caller, ruling: Ruling) -> Ruling:
    """They hold from the next message on. Idempotent."""
    refuse_unless(may_moderate(caller), _("Only moderators change the rules of conversations."))
    _refuse_faults(ruling)
    before = ruling_of(caller)
    changed = [name for name in Ruling.__slots__ if getattr(before, name) != getattr(ruling, name)]
    if changed:
        ConversationRules.objects.update_or_create(organisation_id=caller.organisation_id, defaults=_kept(ruling))
        announce(caller, ConversationRulesChanged(changed))
    return ruling


def _kept(ruling: Ruling) -> dict[str, object]:
    return {
        "office_hours": kept_of(ruling.office_hours),
        "held_words": list(ruling.held_words),
        "openings": {role: sorted(others) for role, others in ruling.openings.items()},
        "attachments": sorted(ruling.attachments),
        "largest_attachment": ruling.largest_attachment,
    }


def _refuse_faults(ruling: Ruling) -> None:
    faults = {}
    if len(ruling.held_words) > MOST_WORDS or any(not 0 < len(w.strip()) <= LONGEST_WORD for w in ruling.held_words):
        limits = {"words": MOST_WORDS, "letters": LONGEST_WORD}
        faults["held_words"] = [_("At most %(words)s words, each of at most %(letters)s letters.") % limits]
    if not ruling.attachments <= {PICTURES, DOCUMENTS}:
        faults["attachments"] = [_("Choose pictures, documents, both or neither.")]
    if not SMALLEST <= ruling.largest_attachment <= LARGEST:
        limits = {"least": SMALLEST // MEGABYTE, "most": LARGEST // MEGABYTE}
        faults["largest_attachment"] = [_("Between %(least)s and %(most)s MB.") % limits]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
