from lyceum.kernel.billing.actions.bounding import bound
from lyceum.kernel.billing.contributions import payment, plan
from lyceum.kernel.billing.demo import demo
from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions(
    permissions=[*plan.PERMISSIONS, *payment.PERMISSIONS],
    menu=plan.MENU,
    notifications=plan.NOTIFICATIONS,
    subscribers=plan.SUBSCRIBERS,
    facts={**plan.FACTS, **payment.FACTS},
    personal=[*plan.RECORDS, *payment.RECORDS],
    bounds=bound,
    demo=demo,
)
