"""Open a conversation, or find the one that there is: asking twice gives the same."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.identity.queries.group import group_names
from lyceum.kernel.identity.queries.membership import people_in_groups
from lyceum.kernel.messaging.actions.joining import settle_people, supporters_of
from lyceum.kernel.messaging.announcements import ConversationOpened
from lyceum.kernel.messaging.models import Conversation, Kind
from lyceum.kernel.messaging.permissions import may_write
from lyceum.kernel.messaging.queries.right import refuse_unless_may_open
from lyceum.kernel.messaging.rules.key import about_key, direct_key, group_key, support_key

OPENINGS = {"capacity": 60, "per_seconds": 3600}
About = tuple[str, UUID]
GROUP = "identity:group"  # the url name of what a group's conversation is about


class Opening(StrEnum):
    """What a conversation is asked for by."""

    DIRECT = "direct"
    GROUP = "group"
    ABOUT = "about"
    SUPPORT = "support"


def open_conversation(
    caller: Caller,
    opening: Opening,
    *,
    person_id: UUID | None = None,
    group_id: UUID | None = None,
    about: About | None = None,
) -> Conversation:
    """As the ``opening`` says, of whom or what is named beside it."""
    if opening == Opening.SUPPORT:
        return open_support(caller)
    if opening == Opening.DIRECT and person_id:
        return open_direct(caller, person_id, about)
    if opening == Opening.GROUP and group_id:
        return open_group(caller, group_id)
    if opening == Opening.ABOUT and about:
        return open_about(caller, *about)
    raise Invalid(_("Say with whom, or about what."), fields={"kind": [_("Something is missing for this kind.")]})


def open_direct(caller: Caller, person_id: UUID, about: About | None = None) -> Conversation:
    """Exactly two people; about a thing that the caller may see, a conversation of its own."""
    if person_id == caller.person_id:
        raise Invalid(_("A conversation needs somebody else."), fields={"person_id": [_("Choose somebody else.")]})
    key = direct_key(caller.person_id, person_id, about)
    if found := _joined(caller, key):
        return found
    refuse_unless_may_open(caller, person_id)
    title = _card(caller, about).title if about else ""
    return _opened(caller, Kind.DIRECT, key, title, about, {caller.person_id, person_id})


def open_group(caller: Caller, group_id: UUID) -> Conversation:
    """Of everybody in a group of the caller's own."""
    key = group_key(group_id)
    if found := _joined(caller, key):
        return found
    name = group_names(caller, {group_id} & caller.group_ids).get(group_id)
    if name is None:
        raise NotFound(_("There is no such group, or you are not in it."))
    return _opened(caller, Kind.GROUP, key, name, (GROUP, group_id), people_in_groups(caller, [group_id]))


def open_about(caller: Caller, kind: str, thing_id: UUID) -> Conversation:
    """Of everybody who takes part in a thing (a path, an appointment), as its room says."""
    card, people = _card(caller, (kind, thing_id)), registry.people_of(caller, kind, thing_id)
    if caller.person_id not in people:
        raise NotFound(_("There is nothing to talk about here, or you do not take part in it."))
    return _opened(caller, Kind.GROUP, about_key(kind, thing_id), card.title, (kind, thing_id), people)


def open_support(caller: Caller) -> Conversation:
    """Of the caller and whoever helps in the organisation."""
    key = support_key(caller.person_id)
    if found := _joined(caller, key):
        return found
    supporters = supporters_of(caller)
    if supporters <= {caller.person_id}:
        raise Invalid(_("You are the one who helps here."), code="you_help")
    return _opened(caller, Kind.SUPPORT, key, "", None, {caller.person_id, *supporters})


def _joined(caller: Caller, key: str) -> Conversation | None:
    found: Conversation | None = Conversation.objects.within(caller).joined_by(caller).filter(key=key).first()
    return found


def _card(caller: Caller, about: About) -> Card:
    card = registry.card_of(caller, *about)
    if card is None:
        raise NotFound(_("There is nothing to talk about here, or you may not see it."))
    return card


def _opened(
    caller: Caller, kind: Kind, key: str, title: str, about: About | None, people: Iterable[UUID]
) -> Conversation:
    refuse_unless(may_write(caller), _("Your role in this organisation does not write messages."))
    spend("messaging.open", str(caller.person_id), **OPENINGS)
    with transaction.atomic():
        conversation = _made_once(caller, kind, key, title[:160], about)
        settle_people(caller, conversation, people)
    return conversation


def _made_once(caller: Caller, kind: Kind, key: str, title: str, about: About | None) -> Conversation:
    """Locked. Two who open the same at once: the second finds what the first has made."""
    conversation, made = Conversation.objects.select_for_update().get_or_create(
        organisation_id=caller.organisation_id,
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "about_kind": about[0] if about else "",
            "about_id": about[1] if about else None,
        },
    )
    if made:
        announce(caller, ConversationOpened(conversation.id, kind))
    return conversation
