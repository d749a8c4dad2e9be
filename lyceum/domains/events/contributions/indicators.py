"""What reports show of events."""

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.queries.surveyed import (
    ATTENDANCE,
    ORDERS,
    TICKETS,
    attendance_on,
    orders_on,
    tickets_on,
)
from lyceum.kernel.foundation.rules.indicator import Indicator, Theme

INDICATORS = [
    Indicator(TICKETS, _("Tickets sold"), Theme.RESULTS, may_be_public=True),
    Indicator(ORDERS, _("Orders paid"), Theme.RESULTS),
    Indicator(ATTENDANCE, _("People who came"), Theme.USAGE, may_be_public=True),
]
SURVEYS = {TICKETS: tickets_on, ORDERS: orders_on, ATTENDANCE: attendance_on}
