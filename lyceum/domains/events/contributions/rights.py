from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Permission
from lyceum.kernel.foundation.rules.roles import EVERYONE, GOVERNORS, Role

_ORGANISE = GOVERNORS | {Role.ORGANISER}

PERMISSIONS = [
    Permission("events.open", _("Open the events"), EVERYONE),
    Permission("events.edit", _("Make and change events"), _ORGANISE),
    Permission("events.sell", _("See orders, sell, and give money back"), _ORGANISE | {Role.SUPPORT}),
    Permission("events.check_in", _("Let people in at the door"), _ORGANISE | {Role.SUPPORT}),
    Permission("events.see_figures", _("See what events sell"), _ORGANISE),
]
