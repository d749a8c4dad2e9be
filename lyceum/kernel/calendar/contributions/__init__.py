from django.utils.translation import gettext_lazy as _

from lyceum.kernel.calendar.actions.changing import move_entry
from lyceum.kernel.calendar.actions.forgetting import forget_appointments
from lyceum.kernel.calendar.contributions.facts import FACTS
from lyceum.kernel.calendar.contributions.records import RECORDS
from lyceum.kernel.calendar.contributions.told import NOTIFICATIONS, SUBSCRIBERS
from lyceum.kernel.calendar.demo import demo
from lyceum.kernel.calendar.queries.agenda import own_appointments
from lyceum.kernel.calendar.queries.card import appointment_card, the_two
from lyceum.kernel.calendar.queries.figures import AGREED, HELD, agreed, held
from lyceum.kernel.calendar.queries.today import appointments_today, waiting_count
from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme

contributions = Contributions(
    demo=demo,
    menu=[MenuEntry(_("Agenda"), "calendar:agenda", "calendar-days", order=15, on_phone_bar=True)],
    badges={"calendar:agenda": waiting_count},
    today=appointments_today,
    notifications=NOTIFICATIONS,
    subscribers=SUBSCRIBERS,
    facts=FACTS,
    personal=RECORDS,
    erase=forget_appointments,
    cards={"calendar:appointment": appointment_card},
    people={"calendar:appointment": the_two},
    agenda=own_appointments,
    moves={"calendar.appointment": move_entry},
    indicators=[
        Indicator(AGREED, _("Appointments agreed"), Theme.USAGE),
        Indicator(HELD, _("Appointments held"), Theme.USAGE, may_be_public=True),
    ],
    counts={"calendar.appointment_accepted": agreed},
    surveys={HELD: held},
)
