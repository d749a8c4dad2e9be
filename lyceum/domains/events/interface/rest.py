"""Events over REST, by noun."""

from ninja import Router

from lyceum.domains.events.interface.discovery_rest import router as discovery
from lyceum.domains.events.interface.door_rest import router as door
from lyceum.domains.events.interface.line_rest import router as line
from lyceum.domains.events.interface.order_rest import router as order
from lyceum.domains.events.interface.organise.circular_rest import router as circulars
from lyceum.domains.events.interface.organise.figures_rest import router as figures
from lyceum.domains.events.interface.organise.hook_rest import router as hooks
from lyceum.domains.events.interface.organise.rest import router as organise
from lyceum.domains.events.interface.seat_rest import router as seats

router = Router()
router.add_router("", door)
router.add_router("", order)
router.add_router("", organise)
router.add_router("", line)
router.add_router("", hooks)
router.add_router("", circulars)
router.add_router("", figures)
router.add_router("", seats)
router.add_router("", discovery)
