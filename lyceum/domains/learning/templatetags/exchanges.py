"""Words for what a file brought or did not."""

from django import template
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.queries.reasons import WHY
from lyceum.domains.learning.queries.rosters import Fate, Plan
from lyceum.domains.learning.rules.formats.report import Reason

register = template.Library()
_FATES = {
    Fate.INVITED: _("Will be invited"),
    Fate.INVITED_AGAIN: _("Gets a new letter, with more classes"),
    Fate.PLACED: _("A member: will be placed"),
    Fate.THERE: _("There already"),
    Fate.NO_ADDRESS: _("Without an e-mail address nobody can be invited."),
    Fate.SAME_ADDRESS: _("Several people have this address."),
    Fate.SUSPENDED: _("A suspended member: restore them first."),
    Fate.NO_TEACHER: _("A member who is no teacher here: give them the role first."),
}


@register.filter
def why(reason: Reason) -> str:
    return str(WHY[reason])


@register.filter
def fate(what: Fate) -> str:
    return str(_FATES[what])


@register.filter
def class_name(plan: Plan, key: str) -> str:
    return plan.classes[key].name
