"""The right to communicate: may these people write to one another, here and now?"""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.membership import members_of
from lyceum.kernel.identity.queries.organisation import organisation_of
from lyceum.kernel.messaging.models import Block, Conversation, Kind, Participant
from lyceum.kernel.messaging.permissions import may_moderate, may_write
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.rules.hours import is_open, next_opening
from lyceum.kernel.messaging.rules.ruling import Ruling


def refuse_unless_may_post(caller: Caller, conversation: Conversation, ruling: Ruling | None = None) -> None:
    """Raises NotAllowed, with the reason in words for a person."""
    if not may_write(caller):
        raise NotAllowed(_("Your role in this organisation does not write messages."), code="may_not_write")
    if conversation.kind == Kind.DIRECT:
        _refuse_silence(caller, conversation)
    if conversation.kind != Kind.SUPPORT:
        _refuse_closed(caller, ruling or ruling_of(caller))


def refuse_unless_may_open(caller: Caller, person_id: UUID) -> Membership:
    """The member with whom a direct conversation may begin."""
    if not may_write(caller):
        raise NotAllowed(_("Your role in this organisation does not write messages."), code="may_not_write")
    member: Membership | None = _with_blocks(caller, members_of(caller).filter(person_id=person_id)).first()
    if member is None:
        raise NotFound(_("There is no such member in this organisation."))
    if not ruling_of(caller).lets_open(caller.roles, map(Role, member.roles)):
        raise NotAllowed(_("In this organisation you cannot be the first to write to them."), code="may_not_open")
    _refuse_blocked(member)
    return member


def _refuse_silence(caller: Caller, conversation: Conversation) -> None:
    others = Participant.objects.within(caller).filter(conversation=conversation).exclude(person_id=caller.person_id)
    member = _with_blocks(caller, members_of(caller).filter(person_id__in=others.values("person_id"))).first()
    if member is None:
        raise NotAllowed(_("They are no longer an active member: nobody would read it."), code="gone")
    _refuse_blocked(member)


def _with_blocks(caller: Caller, members: QuerySet[Membership]) -> QuerySet[Any]:
    """Each knows whether the caller has blocked them, and whether they have blocked the caller."""
    blocks = Block.objects.within(caller)
    theirs = blocks.filter(person_id=OuterRef("person_id"), blocked_id=caller.person_id)
    return members.annotate(
        is_blocked=Exists(blocks.own(caller).filter(blocked_id=OuterRef("person_id"))), has_blocked=Exists(theirs)
    )


def _refuse_blocked(member: Any) -> None:
    if member.is_blocked:
        raise NotAllowed(_("You have blocked them. Lift that first, then write."), code="blocked")
    if member.has_blocked:
        raise NotAllowed(_("They do not take messages from you."), code="blocked")


def _refuse_closed(caller: Caller, ruling: Ruling) -> None:
    if not ruling.office_hours or may_moderate(caller):
        return
    now = timezone.now().astimezone(ZoneInfo(organisation_of(caller).time_zone))
    if not is_open(ruling.office_hours, now):
        opening = _said(next_opening(ruling.office_hours, now))
        said = _("Messages are not written at this hour. It is possible again on %(opening)s.")
        raise NotAllowed(said % {"opening": opening}, code="closed")


def _said(moment: datetime) -> str:
    local = moment.replace(tzinfo=None)
    return f"{date_format(local, 'l j F')}, {date_format(local, 'TIME_FORMAT')}"
