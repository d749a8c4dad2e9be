"""The school has taken out its plan; the club was given more room; the others have the usual one."""

from datetime import timedelta

from django.utils import timezone

from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.identity.models import Person


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is None:
        return
    with cast.acting(60, 9):
        choose_plan(cast.caller("Hélène Marchand", "ampere"), "school")
    operator = cast.individual(str(Person.objects.get(is_operator=True)))
    until = timezone.localdate() + timedelta(days=200)
    grant_plan(operator, cast.organisations["nordic"].id, "free", until=until, granted={"students": 150})
