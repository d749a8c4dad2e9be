"""A person's feed, by themselves and by the secret in its address."""

from django.conf import settings

from lyceum.kernel.calendar.models import AgendaFeed
from lyceum.kernel.calendar.rules.feed import digest_of, token_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Visitor
from lyceum.kernel.identity.queries.caller import caller_for


def open_feed_of(caller: Caller) -> AgendaFeed | None:
    found: AgendaFeed | None = AgendaFeed.objects.within(caller).own(caller).filter(revoked_at=None).first()
    return found


def token_for(caller: Caller, feed: AgendaFeed) -> str:
    """Derived anew; of the caller's own feed only."""
    if feed.person_id != caller.person_id:
        raise LookupError("another person's feed")
    return token_of(settings.SECRET_KEY, feed.id, feed.nonce)


def feed_at(caller: Anyone, token: str) -> tuple[AgendaFeed, Caller] | None:
    """The feed of this secret, and whose agenda it shows; none where it is revoked or they are no member any more.

    Enters the scope of that person in the feed's organisation.
    """
    organisation_id = getattr(caller, "organisation_id", None)
    if organisation_id is None:
        return None
    rows = AgendaFeed.objects.within(Visitor(organisation_id)).select_related("person", "organisation")
    feed = rows.filter(token_digest=digest_of(token), revoked_at=None).first()
    if feed is None:
        return None
    owner = caller_for(feed.person, feed.organisation, caller.origin, feed.person.language)
    return (feed, owner) if isinstance(owner, Caller) else None
