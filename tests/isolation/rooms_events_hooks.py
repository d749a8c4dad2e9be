"""An organiser's own programs: where they are told, and what became of it."""

from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import DeliveryState, Hook, HookDelivery
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
_HOOK = (
    "events:hook events:hook_deliveries events:hook_repeat events:hook_secret events:hook_trial put_event_hook "
    "get_event_hook_secret post_event_hook_secret list_hook_deliveries post_hook_trial put_hook_delivery carry_hook"
)
_REMOVED = "events:hook_removal delete_event_hook"
_KEPT = {"url": "https://hook.example/", "kinds": ["order.paid"]}


def events_hooks(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id):
        hook, removed = (_hook(wing) for _ in range(2))
        delivery = HookDelivery.objects.create(
            organisation=wing.organisation, hook=hook, announcement_id=new_identifier(), kind="order.paid",
            body={"type": wing.offer}, state=DeliveryState.SENT, sent_at=timezone.now(),
        )  # fmt: skip
    parts: dict[str, Any] = {f"{door}.hook_id": hook.id for door in _HOOK.split()}
    parts |= {f"{door}.hook_id": removed.id for door in _REMOVED.split()}
    parts |= {f"{door}.delivery_id": delivery.id for door in ("events:hook_repeat", "put_hook_delivery")}
    values: dict[str, Any] = {
        f"{door}/{name}": value
        for door in ("events:hooks", "events:hook", "put_event_hook")
        for name, value in _KEPT.items()
    }
    values["events:hooks/id"] = lambda: str(new_identifier())
    values["events:hook/id"] = str(hook.id)
    return parts, values


def _hook(wing: Wing) -> Hook:
    hook: Hook = Hook.objects.create(
        organisation=wing.organisation,
        url=f"https://hook.example/{wing.offer}",
        secret=wing.offer,
        kinds=["order.paid"],
    )
    return hook
