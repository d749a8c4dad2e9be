"""What moderators do, and the rules that they set."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.actions.moderating import dismiss_reports, refuse_message, release_message
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.messaging.queries.moderation import QuestionView, moderation_queue
from lyceum.kernel.messaging.rules.hours import kept_of, week_of
from lyceum.kernel.messaging.rules.ruling import Ruling

router = Router()
MODERATES = may("messaging.moderate")


class ConversationRulesBody(Schema):
    """``office_hours``: day of the week ("0" is Monday) → [["08:00", "18:00"], …]; without any, open all the time.

    ``openings``: role → the roles that it may write to first; a role that is absent may write to all.
    ``attachments``: pictures · documents; ``largest_attachment`` in bytes.
    """

    office_hours: dict[str, list[list[str]]] = {}
    held_words: list[str] = []
    openings: dict[Role, list[Role]] = {}
    attachments: list[str] = ["documents", "pictures"]
    largest_attachment: int = Ruling().largest_attachment

    @classmethod
    def of(cls, ruling: Ruling) -> Self:
        return cls(
            office_hours=kept_of(ruling.office_hours),
            held_words=list(ruling.held_words),
            openings={role: sorted(others) for role, others in ruling.openings.items()},
            attachments=sorted(ruling.attachments),
            largest_attachment=ruling.largest_attachment,
        )

    def ruling(self) -> Ruling:
        try:
            week = week_of(self.office_hours)
        except (ValueError, TypeError) as fault:
            wrong = _("Days are 0 to 6, hours like 08:00 to 18:00.")
            raise Invalid(_("Some fields are not right."), fields={"office_hours": [wrong]}) from fault
        openings = {role: frozenset(others) for role, others in self.openings.items()}
        words = tuple(dict.fromkeys(word.strip() for word in self.held_words))
        return Ruling(week, words, openings, frozenset(self.attachments), self.largest_attachment)


@router.get("/moderation/messages", response=list[QuestionView])
@operation(MODERATES)
def list_questions(caller: Caller, request: HttpRequest) -> Sequence[QuestionView]:
    """Messages that were held back or reported, oldest first."""
    return moderation_queue(caller)


@router.put("/moderation/messages/{uuid:message_id}/release", response=MessageView)
@operation(MODERATES)
def put_release(caller: Caller, request: HttpRequest, message_id: UUID) -> MessageView:
    return release_message(caller, message_id)


@router.put("/moderation/messages/{uuid:message_id}/refusal", response=MessageView)
@operation(MODERATES)
def put_refusal(caller: Caller, request: HttpRequest, message_id: UUID) -> MessageView:
    """A held message will never be shown; a reported one is taken away."""
    return refuse_message(caller, message_id)


@router.put("/moderation/messages/{uuid:message_id}/dismissal", response={204: None})
@operation(MODERATES)
def put_dismissal(caller: Caller, request: HttpRequest, message_id: UUID) -> Status[None]:
    """What was reported stays."""
    dismiss_reports(caller, message_id)
    return Status(204, None)


@router.get("/conversation-rules", response=ConversationRulesBody)
@operation(MODERATES)
def show_conversation_rules(caller: Caller, request: HttpRequest) -> ConversationRulesBody:
    return ConversationRulesBody.of(ruling_of(caller))


@router.put("/conversation-rules", response=ConversationRulesBody)
@operation(MODERATES)
def put_conversation_rules(caller: Caller, request: HttpRequest, body: ConversationRulesBody) -> ConversationRulesBody:
    return ConversationRulesBody.of(change_rules(caller, body.ruling()))
