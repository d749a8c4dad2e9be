from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lyceum.domains.events.actions.forgetting import forget_turns
from lyceum.domains.events.contributions.circulars import CIRCULAR_FACTS, CIRCULAR_NOTIFICATIONS
from lyceum.domains.events.contributions.discovery import CATALOGUE, LISTING
from lyceum.domains.events.contributions.door import DOOR_FACTS
from lyceum.domains.events.contributions.facts import FACTS
from lyceum.domains.events.contributions.hooks import HOOK_FACTS, HOOK_NOTIFICATIONS, HOOK_SUBSCRIBERS
from lyceum.domains.events.contributions.indicators import INDICATORS, SURVEYS
from lyceum.domains.events.contributions.menu import MENU
from lyceum.domains.events.contributions.orders import ORDER_FACTS, ORDER_SUBSCRIBERS
from lyceum.domains.events.contributions.records import RECORDS
from lyceum.domains.events.contributions.rights import PERMISSIONS
from lyceum.domains.events.contributions.shop import SHOP_FACTS, SHOP_NOTIFICATIONS, SHOP_SUBSCRIBERS
from lyceum.domains.events.demo import demo
from lyceum.domains.events.queries.organised import event_card, organised_agenda, organised_today
from lyceum.kernel.foundation.rules.contribution import Contributions

_PARTS: tuple[Mapping[str, Sequence[Callable[..., Any]]], ...] = (
    ORDER_SUBSCRIBERS,
    LISTING,
    SHOP_SUBSCRIBERS,
    HOOK_SUBSCRIBERS,
)
contributions = Contributions(
    permissions=PERMISSIONS,
    menu=MENU,
    agenda=organised_agenda,
    today=organised_today,
    cards={"events:managed": event_card},
    demo=demo,
    facts=FACTS | DOOR_FACTS | ORDER_FACTS | SHOP_FACTS | HOOK_FACTS | CIRCULAR_FACTS,
    notifications=[*SHOP_NOTIFICATIONS, *HOOK_NOTIFICATIONS, *CIRCULAR_NOTIFICATIONS],
    personal=RECORDS,
    indicators=INDICATORS,
    surveys=SURVEYS,
    erase=forget_turns,
    catalogue=CATALOGUE,
    subscribers={kind: [each for part in _PARTS for each in part.get(kind, ())] for part in _PARTS for kind in part},
)
