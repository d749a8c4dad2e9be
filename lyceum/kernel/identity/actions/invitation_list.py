"""Invite everybody on a list, in one transaction: all of it or nothing."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.actions.invitation import Guest, spend_letters, write_invitations
from lyceum.kernel.identity.models import Invitation
from lyceum.kernel.identity.permissions import may_invite
from lyceum.kernel.identity.queries.invitation_list import CheckedLine, check_list


def invite_list(caller: Caller, content: bytes | str, *, leave_out_faulty: bool = False) -> list[Invitation]:
    """A line with a fault stops everything, unless the caller has said that such lines are left out."""
    refuse_unless(may_invite(caller))
    checked = check_list(caller, content)
    if checked.faulty and not leave_out_faulty:
        count = len(checked.faulty)
        raise Invalid(_("Nothing was sent: %(count)s lines have a fault.") % {"count": count}, code="faulty_lines")
    if not checked.good:
        raise Invalid(_("Nobody on this list can be invited."), code="nobody")
    spend_letters(caller, len(checked.good))
    try:
        with transaction.atomic():
            return write_invitations(caller, [_guest(line) for line in checked.good])
    except IntegrityError as error:
        raise Conflict(_("Somebody else has just invited one of them. Check the list again.")) from error


def _guest(checked: CheckedLine) -> Guest:
    line = checked.line
    return Guest(email=line.email, name=line.name, roles=checked.roles, group_ids=checked.group_ids)
