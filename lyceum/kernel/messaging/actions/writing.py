"""Write a notice, and change one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.queries.group import group_names
from lyceum.kernel.messaging.announcements import NoticeEdited, NoticeWritten
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.permissions import may_publish
from lyceum.kernel.messaging.queries.board import notice_to_change

LONGEST_TITLE, LONGEST_BODY = 160, 20_000


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What its author decides. An empty audience is everyone."""

    title: str
    body: str
    audience: Audience = field(default_factory=Audience)
    pinned: bool = False


def write_notice(caller: Caller, notice_id: UUID, text: NoticeText) -> Notice:
    """A draft, under the id that the client made: a repeat gives the same draft."""
    refuse_unless(may_publish(caller), _("Only teachers, coaches, organisers and administrators write notices."))
    _refuse_faults(caller, text)
    notice = Notice(id=notice_id, organisation_id=caller.organisation_id, author_id=caller.person_id)
    _apply(notice, text)
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
            announce(caller, NoticeWritten(notice.id))
    except IntegrityError:
        return _written_before(caller, notice_id)
    return notice


def edit_notice(caller: Caller, notice_id: UUID, text: NoticeText) -> Notice:
    """Who has read it keeps that mark; nobody is told again."""
    _refuse_faults(caller, text)
    with transaction.atomic():
        notice = notice_to_change(caller, notice_id)
        _apply(notice, text)
        if notice.published_at:
            notice.edited_at = timezone.now()
        notice.save()
        announce(caller, NoticeEdited(notice.id))
        push(f"organisation:{notice.organisation_id}:notices", "refresh", id=notice.id)
    return notice


def _written_before(caller: Caller, notice_id: UUID) -> Notice:
    found: Notice | None = Notice.objects.within(caller).own(caller, "author").filter(id=notice_id).first()
    if found is None:
        raise Conflict(_("This id is taken. Make a new one."))
    return found


def _apply(notice: Notice, text: NoticeText) -> None:
    notice.title, notice.body = text.title.strip(), text.body.strip()
    notice.audience, notice.pinned = text.audience.marks(), text.pinned


def _refuse_faults(caller: Caller, text: NoticeText) -> None:
    fields = {name: [fault] for name, fault in _faults(caller, text)}
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)


def _faults(caller: Caller, text: NoticeText) -> Iterator[tuple[str, str]]:
    if not 0 < len(text.title.strip()) <= LONGEST_TITLE:
        yield "title", _("Give it a title of at most %(most)s characters.") % {"most": LONGEST_TITLE}
    if not 0 < len(text.body.strip()) <= LONGEST_BODY:
        yield "body", _("Write a text of at most %(most)s characters.") % {"most": LONGEST_BODY}
    if text.audience.person_ids or text.audience.permissions:
        yield "audience", _("A notice is addressed to groups and to roles.")
    if len(group_names(caller, set(text.audience.group_ids))) != len(text.audience.group_ids):
        yield "audience", _("One of these groups is not of this organisation.")
