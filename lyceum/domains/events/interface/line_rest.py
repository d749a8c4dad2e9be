"""The line before a sale, for programs that buy."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lyceum.domains.events.actions.turnstile import await_turn
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.queries.turnstile import InLine
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC

router = Router()


@router.get("/events/{event_id}/line", response=InLine, operation_id="get_place_in_line")
@operation(PUBLIC)
def get_place_in_line(caller: Anyone, request: HttpRequest, event_id: UUID, place: str = "") -> Any:
    """Your place, to be sent with the hold that was answered 429 ``stand_in_line``; negative ``ahead``: your turn."""
    return await_turn(shop_of(caller), event_id, place[:60])
