"""Any provider of text messages with an HTTP interface: address, headers and body come from the settings.

``SMS_BODY='{"to": "{to}", "message": "{text}", "reference": "{id}"}'``; ``SMS_ID=messages.0.id`` says where the
provider's own id stands in its answer.
"""

import json
import re
from typing import Any, Self

from django.conf import settings

from lyceum.kernel.notifications.adapters.outside import open_client, post, refuse_no
from lyceum.kernel.notifications.ports import Text

_PLACE = re.compile(r"\{(to|text|id)\}")


class Sender:
    def __enter__(self) -> Self:
        self.client = open_client()
        return self

    def __exit__(self, *fault: object) -> None:
        self.client.close()

    def send(self, message: Text) -> str:
        known = {"to": message.recipient, "text": message.text, "id": message.message_id}
        body = _filled(json.loads(settings.SMS_BODY), known)
        answer = post(self.client, settings.SMS_URL, json=body, headers=json.loads(settings.SMS_HEADERS))
        refuse_no(answer, is_given=False)
        return _found(answer.text, settings.SMS_ID)


def _filled(shape: Any, known: dict[str, str]) -> Any:
    """Each ``{to}``, ``{text}`` and ``{id}`` in any string of the shape, once: what a person wrote is no shape."""
    if isinstance(shape, dict):
        return {name: _filled(part, known) for name, part in shape.items()}
    if isinstance(shape, list):
        return [_filled(part, known) for part in shape]
    if isinstance(shape, str):
        return _PLACE.sub(lambda found: known[found[1]], shape)
    return shape


def _found(text: str, place: str) -> str:
    try:
        found = json.loads(text)
        for step in place.split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]
    except (ValueError, LookupError, TypeError):
        return ""
    return str(found)
