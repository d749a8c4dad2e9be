from lyceum.kernel.foundation.rules.caller import Anyone, Caller

AUDIT = "privacy.audit"


def may_audit(caller: Anyone) -> bool:
    return isinstance(caller, Caller) and caller.may(AUDIT)
