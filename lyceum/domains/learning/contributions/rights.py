from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Permission
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role

_TEACH, _STUDY = GOVERNORS | {Role.TEACHER}, frozenset({Role.STUDENT, Role.LEARNER})

PERMISSIONS = [
    Permission("learning.open", _("Open the learning paths"), _TEACH | _STUDY),
    Permission("learning.teach", _("Make learning paths and follow their students"), _TEACH),
    Permission("learning.study", _("Study the learning paths that one is given"), _STUDY),
    Permission("learning.oversee", _("See every path of the school and everybody’s progress"), GOVERNORS),
    Permission("learning.enrol", _("Take people and classes in from a file"), GOVERNORS),
]
