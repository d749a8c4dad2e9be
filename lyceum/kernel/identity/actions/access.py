"""Ends what a person still has open. Their next request is refused anyway; this closes their sockets."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.live import person_topic, push_all
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.frames import REVOKED
from lyceum.kernel.identity.announcements import MembershipExpired
from lyceum.kernel.identity.models import Membership


def cut_access(caller: Caller | Visitor, person_ids: Iterable[UUID]) -> None:
    """At commit, every socket that these people have open asks again whether it may stay in the organisation."""
    topics = [person_topic(person_id) for person_id in person_ids]
    push_all(topics, REVOKED, organisation=caller.organisation_id)


def end_expired(organisation_id: UUID, membership_id: UUID) -> None:
    """Called when a membership's end has come; does nothing when it was put off meanwhile."""
    caller = Visitor(organisation_id)
    with transaction.atomic():
        expired = Membership.objects.within(caller).filter(id=membership_id, expires_at__lte=timezone.now())
        for member in expired:
            announce(caller, MembershipExpired(member.id, member.person_id))
            cut_access(caller, [member.person_id])
