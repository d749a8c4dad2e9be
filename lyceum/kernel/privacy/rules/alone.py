"""One's own account is looked after outside every organisation."""

from lyceum.kernel.foundation.rules.caller import Individual


def alone(caller: Individual) -> Individual:
    """The same person, without the organisation in whose pages they happen to be."""
    return Individual(
        caller.person_id, caller.language, caller.time_zone, caller.is_operator, caller.sign_in, caller.origin
    )
