"""Twilio's Messages resource: https://www.twilio.com/docs/messaging/api/message-resource."""

import json
from typing import Self

from django.conf import settings

from lyceum.kernel.notifications.adapters.outside import Answer, open_client, post, refuse_no
from lyceum.kernel.notifications.ports import AddressGone, Text

_UNREACHABLE = frozenset({21211, 21217, 21610, 21614})  # no such number, no mobile, or they answered STOP


class Sender:
    def __enter__(self) -> Self:
        self.client = open_client()
        return self

    def __exit__(self, *fault: object) -> None:
        self.client.close()

    def send(self, message: Text) -> str:
        account = settings.TWILIO["account"]
        answer = post(
            self.client,
            f"{settings.TWILIO['address']}/2010-04-01/Accounts/{account}/Messages.json",
            data={"To": message.recipient, "From": settings.TWILIO["from"], "Body": message.text},
            auth=(account, settings.TWILIO["token"]),
        )
        if answer.status == 400 and _said(answer).get("code") in _UNREACHABLE:
            raise AddressGone(answer.words)
        refuse_no(answer, is_given=False)
        return str(_said(answer).get("sid", ""))


def _said(answer: Answer) -> dict[str, object]:
    try:
        said = json.loads(answer.text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
