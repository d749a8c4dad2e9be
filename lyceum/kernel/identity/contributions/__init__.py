from lyceum.kernel.foundation.rules.contribution import Contributions
from lyceum.kernel.identity.actions.forgetting import forget_sessions
from lyceum.kernel.identity.actions.letter import welcome
from lyceum.kernel.identity.actions.resealing import reseal_factors
from lyceum.kernel.identity.contributions import accounts, organisation_records, organisations
from lyceum.kernel.identity.contributions.facts import FACTS
from lyceum.kernel.identity.demo import demo
from lyceum.kernel.identity.interface.jobs import watch_end
from lyceum.kernel.identity.queries.seat import student_seats, teacher_seats

contributions = Contributions(
    permissions=organisations.PERMISSIONS,
    menu=organisations.MENU + accounts.MENU,
    today=organisations.today,
    demo=demo,
    facts=FACTS,
    holdings={"students": student_seats, "teachers": teacher_seats},
    erase=forget_sessions,
    reseal=reseal_factors,
    personal=organisation_records.RECORDS + accounts.RECORDS,
    subscribers={
        "identity.membership_end_set": [watch_end],
        "identity.person_verified": [welcome],
    },
)
