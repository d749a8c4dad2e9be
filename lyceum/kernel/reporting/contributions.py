from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    Permission,
    PersonalRecords,
    PrivacyClass,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme
from lyceum.kernel.foundation.rules.roles import GOVERNORS
from lyceum.kernel.reporting.queries.presence import PRESENCE, presence_on

_C = PrivacyClass

contributions = Contributions(
    permissions=[
        Permission("reporting.see_all", _("See the figures of the whole organisation"), GOVERNORS),
        Permission("reporting.publish", _("Choose which figures everybody may see"), GOVERNORS),
    ],
    menu=[MenuEntry(_("Reports"), "reporting:report", "chart-no-axes-column", order=60)],
    indicators=[Indicator(PRESENCE, _("Days present"), Theme.USAGE, may_be_public=True)],
    surveys={PRESENCE: presence_on},
    facts={
        "reporting.figures_published": _("Chose which figures everybody may see"),
        "reporting.figures_recounted": _("The figures were counted again"),
    },
    personal=[
        PersonalRecords(
            "reporting.Figure",
            dict.fromkeys("id created_at organisation indicator day person subject_id weight".split(), _C.TECHNICAL)
            | {"value": _C.CONTENT},
            owner="person",
            what=_("Your figures of each day. What was added up for everybody stays, and says nothing of you."),
        ),
        PersonalRecords("reporting.Publication", dict.fromkeys("id created_at organisation codes".split(), _C.NONE)),
    ],
)
