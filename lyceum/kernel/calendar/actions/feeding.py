"""The private address of a person's agenda, for another calendar."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.calendar.announcements import FeedOpened, FeedRevoked
from lyceum.kernel.calendar.models import AgendaFeed
from lyceum.kernel.calendar.queries.feed import open_feed_of
from lyceum.kernel.calendar.rules.feed import digest_of, token_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller

_READ_AGAIN = timedelta(minutes=15)


@transaction.atomic
def open_feed(caller: Caller) -> AgendaFeed:
    """Idempotent: the one that is open stays."""
    found = open_feed_of(caller)
    if found:
        return found
    feed = AgendaFeed(organisation_id=caller.organisation_id, person_id=caller.person_id)
    feed.token_digest = digest_of(token_of(settings.SECRET_KEY, feed.id, feed.nonce))
    feed.save()
    announce(caller, FeedOpened(feed.id))
    return feed


@transaction.atomic
def revoke_feed(caller: Caller) -> None:
    """Its address leads nowhere from now on. Idempotent."""
    found = open_feed_of(caller)
    if found:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        announce(caller, FeedRevoked(found.id))


def note_feed_read(caller: Caller, feed: AgendaFeed) -> None:
    """So that somebody sees whether their address is in use; calendars ask every few minutes."""
    now = timezone.now()
    if feed.read_at is None or feed.read_at < now - _READ_AGAIN:
        AgendaFeed.objects.within(caller).own(caller).filter(id=feed.id).update(read_at=now)
