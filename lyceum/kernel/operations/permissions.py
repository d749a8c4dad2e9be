from lyceum.kernel.foundation.rules.caller import Anyone, Individual


def may_operate(caller: Anyone) -> bool:
    """Those who run this installation; a right of the person, in no organisation."""
    return isinstance(caller, Individual) and caller.is_operator
