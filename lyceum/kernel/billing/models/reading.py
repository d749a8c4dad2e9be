from django.db import models

from lyceum.kernel.foundation.models import Identified


class Reading(Identified):
    """What the sweep of every minute found, over all organisations: for Prometheus and whoever runs the installation.

    Kept, since nobody who scrapes stands in an organisation, and no scrape should go through all of them.
    """

    name = models.CharField(max_length=60, unique=True)
    value = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(auto_now=True)
