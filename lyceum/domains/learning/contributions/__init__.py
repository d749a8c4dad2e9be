from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.contributions.facts import FACTS
from lyceum.domains.learning.contributions.indicators import COUNTS, INDICATORS, SURVEYS
from lyceum.domains.learning.contributions.records import RECORDS
from lyceum.domains.learning.contributions.rights import PERMISSIONS
from lyceum.domains.learning.contributions.told import NOTIFICATIONS, SUBSCRIBERS
from lyceum.domains.learning.demo import demo
from lyceum.domains.learning.queries.agenda import learning_agenda
from lyceum.domains.learning.queries.cards import path_card, path_people
from lyceum.domains.learning.queries.entries import path_entries
from lyceum.domains.learning.queries.holdings import open_paths
from lyceum.domains.learning.queries.plan import group_plan
from lyceum.domains.learning.queries.subjects import subjects_of
from lyceum.domains.learning.queries.today import due_count, learning_today
from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry, SearchKind

contributions = Contributions(
    permissions=PERMISSIONS,
    holdings={"paths": open_paths},
    menu=[
        MenuEntry(_("Learning"), "learning:paths", "graduation-cap", "learning.open", order=10, on_phone_bar=True),
    ],
    badges={"learning:paths": due_count},
    today=learning_today,
    notifications=NOTIFICATIONS,
    search=[SearchKind("learning_path", _("Learning paths"), "graduation-cap", path_entries)],
    subscribers=SUBSCRIBERS,
    facts=FACTS,
    personal=RECORDS,
    demo=demo,
    indicators=INDICATORS,
    counts=COUNTS,
    surveys=SURVEYS,
    subjects=subjects_of,
    cards={"learning:path": path_card},
    people={"learning:path": path_people},
    agenda=learning_agenda,
    plans=group_plan,
)
