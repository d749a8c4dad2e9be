from lyceum.domains.learning.models import Path, Revision
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 12


def sittings_of(caller: Caller, path: Path) -> list[Revision]:
    """The caller's own that have answers, newest first."""
    rows = Revision.objects.within(caller).own(caller).filter(path=path, answered__gt=0)
    return list(rows.select_related("step").order_by("-created_at")[:MOST])
