from lyceum.domains.events.contributions.door import DOOR_FACTS
from lyceum.domains.events.contributions.facts import FACTS
from lyceum.domains.events.contributions.orders import ORDER_FACTS, ORDER_SUBSCRIBERS
from lyceum.domains.events.contributions.records import RECORDS
from lyceum.domains.events.contributions.rights import PERMISSIONS
from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions(
    permissions=PERMISSIONS,
    facts=FACTS | DOOR_FACTS | ORDER_FACTS,
    subscribers=ORDER_SUBSCRIBERS,
    personal=RECORDS,
)
