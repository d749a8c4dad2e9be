"""What is published for tests of the catalogue: a small season in real cities."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.actions.catalogue import publish_entries
from lyceum.kernel.search.rules.catalogue import PublicEntry, Wanted

NOW = timezone.now().replace(microsecond=0)
KIND = "learning:lamp"
CITIES = {
    "Paris": (48.8566, 2.3522),
    "Versailles": (48.8049, 2.1204),
    "Lyon": (45.7640, 4.8357),
    "Strasbourg": (48.5734, 7.7521),
    "Suva": (-18.1248, 178.4501),
    "Apia": (-13.8333, -171.7667),
}


def publish(organisation: Organisation, title: str, city: str = "Paris", days: int = 10, **fields: Any) -> UUID:
    latitude, longitude = CITIES[city]
    starts_at = NOW + timedelta(days=days)
    given: dict[str, Any] = {
        "city": city,
        "latitude": latitude,
        "longitude": longitude,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "organiser": organisation.name,
    }
    entry = PublicEntry(KIND, new_identifier(), title, f"/{title}/", **(given | fields))
    with scope.entered(organisation.id):
        publish_entries(organisation.id, [entry])
    return entry.object_id


def wanted(text: str = "", **fields: Any) -> Wanted:
    return Wanted(KIND, NOW, text, **fields)
