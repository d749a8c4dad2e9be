"""Who takes part in a conversation follows from something else: two people, a group, who helps, what it is about."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.live import person_topic, revoke
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role
from lyceum.kernel.identity.queries.group import group_names
from lyceum.kernel.identity.queries.membership import people_in_groups, people_of
from lyceum.kernel.messaging.actions.recording import record_new
from lyceum.kernel.messaging.announcements import PeopleChanged
from lyceum.kernel.messaging.models import Conversation, Message, Participant
from lyceum.kernel.messaging.rules.key import group_key


def settle_people(caller: Caller | Visitor, conversation: Conversation, people: Iterable[UUID]) -> None:
    """Exactly these take part from now on; who comes back finds their place again. Idempotent.

    The conversation's lock is held. Their sockets find their conversations anew.
    """
    wanted = set(people)
    places = Participant.objects.within(caller).filter(conversation=conversation)
    present = set(places.present().values_list("person_id", flat=True))
    joined, left = sorted(wanted - present), sorted(present - wanted)
    if not (joined or left):
        return
    _join(conversation, joined)
    places.filter(person_id__in=left).update(left_at=timezone.now())
    announce(caller, PeopleChanged(conversation.id, joined, left))
    if conversation.position:  # those who begin it need not be told that they have come
        for person, system in [*((p, "joined") for p in joined), *((p, "left") for p in left)]:
            _tell(caller, conversation, person, system)
    revoke(*(person_topic(person) for person in (*joined, *left)))


@transaction.atomic
def follow_group(caller: Caller | Visitor, group_id: UUID) -> None:
    """The group's conversation, if it has one, has its name and its members."""
    conversation = _locked(caller, key=group_key(group_id))
    if conversation is None:
        return
    name = group_names(caller, {group_id}).get(group_id)
    if name and name != conversation.title:
        conversation.title = name
        conversation.save(update_fields=["title"])
    settle_people(caller, conversation, people_in_groups(caller, [group_id]))


@transaction.atomic
def follow_supporters(caller: Caller | Visitor) -> None:
    """Whoever helps in the organisation takes part in each conversation with its support."""
    supporters = supporters_of(caller)
    rows = Conversation.objects.within(caller).filter(key__startswith="support:").order_by("id").select_for_update()
    for conversation in rows:
        settle_people(caller, conversation, {UUID(conversation.key.partition(":")[2]), *supporters})


@transaction.atomic
def follow_person(caller: Caller | Visitor, person_id: UUID) -> None:
    """In every conversation of a group, and with support, they take part again, or no more."""
    places = Participant.objects.within(caller).filter(person_id=person_id)
    keys = places.filter(conversation__key__startswith="group:").values_list("conversation__key", flat=True)
    for key in sorted(keys):
        follow_group(caller, UUID(key.partition(":")[2]))
    follow_supporters(caller)


def supporters_of(caller: Caller | Visitor) -> set[UUID]:
    """Those whose role is to help; where there are none, those who govern."""
    return people_of(caller, [Role.SUPPORT]) or people_of(caller, GOVERNORS)


def _locked(caller: Caller | Visitor, key: str) -> Conversation | None:
    found: Conversation | None = Conversation.objects.within(caller).select_for_update().filter(key=key).first()
    return found


def _join(conversation: Conversation, people: Iterable[UUID]) -> None:
    """What was said before they came is not new to them, and can be read."""
    rows = [
        Participant(
            organisation_id=conversation.organisation_id,
            conversation=conversation,
            person_id=person,
            joined_at=timezone.now(),
            read_position=conversation.position,
        )
        for person in people
    ]
    Participant.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["conversation", "person"],
        update_fields=["joined_at", "left_at", "read_position"],
    )


def _tell(caller: Caller | Visitor, conversation: Conversation, person: UUID, system: str) -> None:
    message = Message(
        organisation_id=conversation.organisation_id, conversation=conversation, author_id=person, system=system
    )
    record_new(caller, conversation, message)
