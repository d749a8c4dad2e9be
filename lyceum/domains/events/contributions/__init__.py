from lyceum.domains.events.contributions.discovery import CATALOGUE, LISTING
from lyceum.domains.events.contributions.door import DOOR_FACTS
from lyceum.domains.events.contributions.facts import FACTS
from lyceum.domains.events.contributions.menu import MENU
from lyceum.domains.events.contributions.orders import ORDER_FACTS, ORDER_SUBSCRIBERS
from lyceum.domains.events.contributions.records import RECORDS
from lyceum.domains.events.contributions.rights import PERMISSIONS
from lyceum.domains.events.demo import demo
from lyceum.domains.events.queries.organised import event_card, organised_agenda, organised_today
from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions(
    permissions=PERMISSIONS,
    menu=MENU,
    agenda=organised_agenda,
    today=organised_today,
    cards={"events:managed": event_card},
    demo=demo,
    facts=FACTS | DOOR_FACTS | ORDER_FACTS,
    personal=RECORDS,
    catalogue=CATALOGUE,
    subscribers={
        kind: [*ORDER_SUBSCRIBERS.get(kind, ()), *LISTING.get(kind, ())] for kind in {**ORDER_SUBSCRIBERS, **LISTING}
    },
)
