"""Every address. Inside an organisation the same addresses stand behind ``/{organisation}/``."""

from django.urls import include, path

from lyceum.project.graph import graphql
from lyceum.project.rest import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("graphql", graphql, name="graphql"),
    path("", include("lyceum.kernel.ui.interface.urls")),
    path("", include("lyceum.kernel.identity.interface.urls")),
    path("", include("lyceum.kernel.ai.interface.urls")),
    path("", include("lyceum.kernel.reporting.interface.urls")),
    path("", include("lyceum.kernel.billing.interface.urls")),
    path("", include("lyceum.kernel.messaging.interface.urls")),
    path("", include("lyceum.kernel.video.interface.urls")),
    path("", include("lyceum.kernel.calendar.interface.urls")),
    path("", include("lyceum.kernel.notifications.interface.urls")),
    path("", include("lyceum.kernel.search.interface.urls")),
    path("", include("lyceum.kernel.media.interface.urls")),
    path("", include("lyceum.kernel.privacy.interface.urls")),
    path("", include("lyceum.kernel.operations.interface.urls")),
    path("", include("lyceum.domains.learning.interface.urls")),
    path("", include("lyceum.domains.events.interface.urls")),
]

handler400 = "lyceum.kernel.ui.interface.errors.bad_request"
handler403 = "lyceum.kernel.ui.interface.errors.not_allowed"
handler404 = "lyceum.kernel.ui.interface.errors.not_found"
handler500 = "lyceum.kernel.ui.interface.errors.broken"
