from lyceum.kernel.billing.actions.bounding import bound
from lyceum.kernel.billing.contributions import ledger, payment, plan
from lyceum.kernel.billing.demo import demo
from lyceum.kernel.billing.queries.watching import measures
from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions(
    permissions=[*plan.PERMISSIONS, *payment.PERMISSIONS, *ledger.PERMISSIONS],
    menu=[*plan.MENU, *payment.MENU],
    notifications=plan.NOTIFICATIONS,
    subscribers={**plan.SUBSCRIBERS, **ledger.SUBSCRIBERS},
    facts={**plan.FACTS, **payment.FACTS, **ledger.FACTS},
    personal=[*plan.RECORDS, *payment.RECORDS, *ledger.RECORDS],
    bounds=bound,
    measures=measures,
    demo=demo,
)
