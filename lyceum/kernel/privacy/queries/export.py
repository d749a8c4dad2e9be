from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.privacy.models import Export


def last_exports(caller: Individual) -> list[Export]:
    """Newest first; a few are enough."""
    return list(Export.objects.filter(person_id=caller.person_id).select_related("file").order_by("-id")[:5])
