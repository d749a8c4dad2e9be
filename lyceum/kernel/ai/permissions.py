from lyceum.kernel.foundation.rules.caller import Caller


def may_configure(caller: Caller) -> bool:
    """Choose the providers, their limits, and see what was spent."""
    return caller.may("ai.configure")
