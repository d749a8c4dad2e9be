from lyceum.kernel.calendar.queries.feed import open_feed_of, token_for
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.queries.organisation import organisation_of


def feed_address(caller: Caller) -> str:
    """Empty where no feed is open."""
    found = open_feed_of(caller)
    if found is None:
        return ""
    return absolute(organisation_of(caller).slug, inside("calendar:feed_file", token_for(caller, found)))
