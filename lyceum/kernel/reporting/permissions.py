from lyceum.kernel.foundation.rules.caller import Caller


def may_see_all(caller: Caller) -> bool:
    """The figures of the whole organisation, and of each of its members."""
    return caller.may("reporting.see_all")


def may_publish(caller: Caller) -> bool:
    """Decide which figures everybody may see."""
    return caller.may("reporting.publish")
