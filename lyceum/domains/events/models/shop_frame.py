from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class ShopFrame(Tenant):
    """The sites that may show the shop inside their own pages: ``https://host``."""

    hosts: Any = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="shop_frame_once")]
