"""What one is told, and by which way."""

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.notifications.actions.preference import choose
from lyceum.kernel.notifications.queries.preference import KindChoices, preferences_of

router = Router()


class ChoiceOut(Schema):
    channel: str
    on: bool
    is_locked: bool
    is_own: bool


class PreferenceOut(Schema):
    kind: str
    label: str
    is_locked: bool
    choices: list[ChoiceOut]

    @staticmethod
    def resolve_label(row: KindChoices) -> str:
        return str(row.label)


class ChoiceIn(Schema):
    on: bool


@router.get("/notifications/preferences", response=list[PreferenceOut])
@operation(MEMBER)
def list_preferences(caller: Caller, request: HttpRequest) -> list[KindChoices]:
    return preferences_of(caller)


@router.put("/notifications/preferences/{kind}/{channel}", response=list[PreferenceOut])
@operation(MEMBER)
def put_preference(caller: Caller, request: HttpRequest, kind: str, channel: str, choice: ChoiceIn) -> object:
    choose(caller, kind, channel, choice.on)
    return preferences_of(caller)
