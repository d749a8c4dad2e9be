"""What the links of a message lead to, as its reader may see it. Only this organisation's addresses are looked at."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.queries.conversation import CardView
from lyceum.kernel.messaging.queries.thread import message_for
from lyceum.kernel.messaging.rules.links import own_paths


def cards_in(caller: Caller, message_id: UUID) -> list[CardView]:
    body = message_for(caller, message_id).body
    paths = own_paths(body, settings.SITE_URL, get_script_prefix().strip("/"))
    return [card for path in paths for card in _card(caller, path)]


def _card(caller: Caller, path: str) -> Iterator[CardView]:
    """A thing whose address holds its id, and that its room shows."""
    try:
        found = resolve(path)
    except Resolver404:
        return
    ids = [value for value in found.kwargs.values() if isinstance(value, UUID)]
    if len(ids) == 1 and (card := registry.card_of(caller, found.view_name, ids[0])):
        yield CardView.of(card)
