from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Permission
from lyceum.kernel.foundation.rules.roles import GOVERNORS, Role

PERMISSIONS = [
    Permission("learning.teach", _("Make learning paths and follow their students"), GOVERNORS | {Role.TEACHER}),
    Permission("learning.study", _("Study the learning paths that one is given"), frozenset({Role.STUDENT})),
    Permission("learning.oversee", _("See every path of the school and everybody’s progress"), GOVERNORS),
]
