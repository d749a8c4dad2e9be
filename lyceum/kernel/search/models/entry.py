from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class SearchEntry(Tenant):
    """One thing that can be found, and by whom (``audience``: marks, see foundation's ``rules/audience.py``).

    ``person`` is whom it is about, where it is a person: the entry goes when they do.
    """

    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    language = models.CharField(max_length=5, blank=True)
    audience: Any = ArrayField(models.TextField(), default=list, blank=True)
    title_key = models.CharField(max_length=220)
    trigrams: Any = ArrayField(models.TextField(), default=list)
    words: Any = SearchVectorField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "object_id"], name="search_entry_once"),
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["trigrams"], name="search_trigrams"),
        ]
