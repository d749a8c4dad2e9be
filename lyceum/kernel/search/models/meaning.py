from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.search.models.catalogue import CatalogueEntry


class CatalogueMeaning(Tenant):
    """What an entry of the catalogue says, as a vector (a column of its own where there is pgvector).

    ``model``: whose vectors it can be compared with. ``digest``: of the text that it was made from.
    """

    entry = models.OneToOneField(CatalogueEntry, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
