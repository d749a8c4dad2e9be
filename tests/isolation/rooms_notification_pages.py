"""What the forms on the pages of notifications ask for."""

from typing import Any

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.models import Delivery
from tests.isolation.house import Wing
from tests.isolation.rooms_notifications import code_for

Filled = tuple[dict[str, Any], dict[str, Any]]


def notification_pages(wing: Wing) -> Filled:
    with scope.entered(wing.organisation.id, wing.insider.person.id):
        delivery = Delivery.objects.filter(person=wing.insider.person, channel="email").order_by("id")[0]
    forms: dict[str, dict[str, Any]] = {
        "preferences": {"kind": "notifications.welcome", "channels": ["in_app"]},
        "quiet_hours": {"starts_at": "22:00", "ends_at": "07:00", "days": ["0"], "digest_at": "18:00"},
        "devices": {"endpoint": "https://push.invalid/page", "p256dh": "B" * 87, "auth": "A" * 22},
        "phone": {"number": "+33612345678"},
        "phone_proof": {"code": lambda: code_for(wing)},
        "chat_hooks": {
            "id": new_identifier,
            "app": "slack",
            "name": lambda: str(new_identifier()),
            "url": "https://chat.invalid/page",
            "language": "en",
        },
        "preview_trial": {"kind": "notifications.welcome", "language": "en", "channel": "email"},
        "resending": {"delivery": str(delivery.id)},
    }
    return {}, {f"notifications:{page}/{name}": value for page, form in forms.items() for name, value in form.items()}
