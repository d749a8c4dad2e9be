from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.models import ConversationRules
from lyceum.kernel.messaging.rules.hours import week_of
from lyceum.kernel.messaging.rules.ruling import Ruling


def ruling_of(caller: Caller) -> Ruling:
    """What the organisation has decided for its conversations."""
    row: ConversationRules | None = ConversationRules.objects.within(caller).first()
    if row is None:
        return Ruling()
    return Ruling(
        office_hours=week_of(row.office_hours),
        held_words=tuple(row.held_words),
        openings={Role(role): frozenset(map(Role, others)) for role, others in row.openings.items()},
        attachments=frozenset(row.attachments),
        largest_attachment=row.largest_attachment,
    )
