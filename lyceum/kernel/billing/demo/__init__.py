"""The school has taken out its plan; the club was given more room; the others have the usual one.

Rooms that have sold something in the past write it down by ``world.found["till"]``.
"""

from datetime import timedelta

from django.utils import timezone

from lyceum.kernel.billing.actions.invoice_seller import say_who_sells
from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.billing.demo.past import write_down
from lyceum.kernel.billing.rules.invoice import Seller
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.identity.models import Person

# Made up, with a sum that proves right.
AMPERE = Seller(
    "Association du Lycée Ampère",
    "31 rue de la Bourse",
    "69002",
    "Lyon",
    registration="85245170300015",
    is_exempt=True,
    mention="Association régie par la loi du 1er juillet 1901",
)


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is None:
        return
    world.found["till"] = write_down
    with cast.acting(60, 9):
        choose_plan(cast.caller("Hélène Marchand", "ampere"), "school")
        say_who_sells(cast.caller("Hélène Marchand", "ampere"), AMPERE)
    operator = cast.individual(str(Person.objects.get(is_operator=True)))
    until = timezone.localdate() + timedelta(days=200)
    grant_plan(operator, cast.organisations["nordic"].id, "free", until=until, granted={"students": 150})
