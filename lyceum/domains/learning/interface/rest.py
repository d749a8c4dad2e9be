from ninja import Router

from lyceum.domains.learning.interface.exchange_rest import router as exchange_router
from lyceum.domains.learning.interface.item_rest import router as item_router
from lyceum.domains.learning.interface.path_rest import router as path_router
from lyceum.domains.learning.interface.revision_rest import router as revision_router
from lyceum.domains.learning.interface.tutor_rest import router as tutor_router

router = Router()
for part in (path_router, item_router, revision_router, tutor_router, exchange_router):
    router.add_router("", part)
