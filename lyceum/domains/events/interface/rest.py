"""Events over REST, by noun."""

from ninja import Router

from lyceum.domains.events.interface.door_rest import router as door

router = Router()
router.add_router("", door)
