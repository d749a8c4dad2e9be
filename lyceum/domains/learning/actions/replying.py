"""Where the tutor ends, the teacher goes on: a student passes a question on, a teacher replies."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import QuestionPassedOn, QuestionReplied
from lyceum.domains.learning.models import Exchange
from lyceum.domains.learning.queries.path import studied_path, taught_path
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

LONGEST = 4000


@transaction.atomic
def pass_on(caller: Caller, exchange_id: UUID) -> Exchange:
    """To the teachers of the path. Twice passes it on once."""
    exchange: Exchange | None = (
        Exchange.objects.within(caller).own(caller).select_for_update().filter(id=exchange_id).first()
    )
    if exchange is None:
        raise NotFound(_("There is no such question."))
    studied_path(caller, exchange.path_id)
    if exchange.passed_on_at is None:
        exchange.passed_on_at = timezone.now()
        exchange.save(update_fields=["passed_on_at"])
        announce(caller, QuestionPassedOn(exchange.path_id, exchange.id))
    return exchange


@transaction.atomic
def reply(caller: Caller, exchange_id: UUID, text: str) -> Exchange:
    """The teacher's own words; whoever wrote them may change them, nobody else overwrites them."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        fault = _("Reply in at most %(most)s characters.") % {"most": LONGEST}
        raise Invalid(fault, fields={"reply": [fault]})
    exchange: Exchange | None = Exchange.objects.within(caller).select_for_update().filter(id=exchange_id).first()
    if exchange is None:
        raise NotFound(_("There is no such question."))
    taught_path(caller, exchange.path_id)
    if exchange.reply == text:
        return exchange
    if exchange.replied_at and exchange.replied_by_id != caller.person_id:
        raise Conflict(_("Somebody has replied meanwhile: their words stand."), code="changed_meanwhile")
    exchange.reply, exchange.replied_by_id, exchange.replied_at = text, caller.person_id, timezone.now()
    exchange.save(update_fields=["reply", "replied_by", "replied_at"])
    announce(caller, QuestionReplied(exchange.path_id, exchange.id))
    return exchange
