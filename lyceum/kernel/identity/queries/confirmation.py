from django.http import HttpRequest

from lyceum.kernel.identity.ports import entrance


def is_recently_confirmed(request: HttpRequest) -> bool:
    """Whether whoever sits at this browser proved who they are a moment ago. If not: ``account_reauthenticate``."""
    return entrance().is_recently_confirmed(request)
