from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class CatalogueEntry(Tenant):
    """One published fact that anybody in the world may find, in whichever organisation it lies.

    So everybody reads it (``also_readable``), while only its organisation writes it. It holds nothing but what the
    public page behind it shows; what is not listed has no row. ``names``: title, place, city, organiser.
    """

    also_readable: ClassVar[str] = "true"

    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    language = models.CharField(max_length=5, blank=True)
    picture = models.CharField(max_length=300, blank=True)
    labels: Any = ArrayField(models.TextField(), default=list, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    price = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    left = models.IntegerField(null=True)
    names: Any = ArrayField(models.TextField(), default=list)
    name_keys: Any = ArrayField(models.TextField(), default=list)
    name_words: Any = SearchVectorField()
    words: Any = SearchVectorField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "object_id"], name="catalogue_entry_once"),
        ]
        indexes = [
            models.Index(fields=["kind", "ends_at"], name="catalogue_ends"),
            models.Index(fields=["kind", "latitude", "longitude"], name="catalogue_places"),
            GinIndex(fields=["words"], name="catalogue_words"),
            GinIndex(fields=["name_words"], name="catalogue_name_words"),
            GinIndex(fields=["labels"], name="catalogue_labels"),
        ]

    @property
    def place(self) -> str:
        return str(self.names[1])

    @property
    def city(self) -> str:
        return str(self.names[2])

    @property
    def organiser(self) -> str:
        return str(self.names[3])

    def labelled(self, facet: str) -> list[str]:
        """Its values of a facet: ``entry.labelled("category") == ["concert"]``."""
        return [label.partition(":")[2] for label in self.labels if label.startswith(f"{facet}:")]


class CatalogueWord(models.Model):
    """A word of the catalogue, so that one typed with a slip finds it. Public like the entries it stands in."""

    word = models.CharField(primary_key=True, max_length=40)
    trigrams: Any = ArrayField(models.TextField(), default=list)
    entries = models.IntegerField(default=1)  # as counted in the night

    class Meta:
        indexes = [GinIndex(fields=["trigrams"], name="catalogue_word_trigrams")]
