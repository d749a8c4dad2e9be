"""Four organisations with people in every role, founded two months ago through the same actions as any other."""

from lyceum.kernel.foundation.demo import World
from lyceum.kernel.identity.demo.accounts import OPERATOR, accounts
from lyceum.kernel.identity.demo.cast import Cast
from lyceum.kernel.identity.demo.founding import found
from lyceum.kernel.identity.demo.script import scripts
from lyceum.kernel.identity.demo.signing_in import sign_in_for_weeks
from lyceum.kernel.identity.models import Organisation

__all__ = ["Cast", "demo"]


def demo(world: World) -> None:
    """Repeated, it only names the accounts again: ``world.found["cast"]`` is there for other rooms the first time."""
    if not Organisation.objects.filter(slug=scripts()[0].slug).exists():
        cast = Cast()
        for script in scripts():
            found(cast, script)
        cast.operator(OPERATOR)
        sign_in_for_weeks(cast)
        world.found["cast"] = cast
    world.accounts += accounts()
