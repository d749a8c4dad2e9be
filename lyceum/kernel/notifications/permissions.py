from django.conf import settings

from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual

FOLLOW = "notifications.follow"


def may_follow(caller: Caller) -> bool:
    """See which way each notification takes, send again what failed, say what is proposed to all."""
    return caller.may(FOLLOW)


def may_read_outbox(caller: Anyone) -> bool:
    """They open accounts: for those who run this installation, and for anybody in a demo."""
    kept_here = "embedded" in {settings.PROVIDERS.get(port) for port in ("mail", "push", "sms", "chat")}
    runs_it = isinstance(caller, Individual) and caller.is_operator
    return kept_here and (settings.DEMO or settings.DEBUG or runs_it)
