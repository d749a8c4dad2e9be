from typing import Any

from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.search.models.document import DocumentVersion


class _OfVersion(Tenant):
    """Reached by its version alone. An index on the organisation would be taken for that, until the next ANALYZE after
    a large import, and read everything a hundred times (measured: 33 s instead of 5 ms).
    """

    organisation: Any = models.ForeignKey(  # type: ignore[misc]  # unlike elsewhere, without an index
        "identity.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Page(_OfVersion):
    """A page of a PDF, a slide, or the section under one heading. ``text`` never changes: citations count in it."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="page_set")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="page_once")]


class Passage(_OfVersion):
    """What is found: characters ``start`` to ``end`` of a page, some 120–220 words under one heading."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="passage_set")
    number = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    words = models.TextField()  # normalised, spaces between: heading and text as they are searched

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="passage_once")]


class Posting(_OfVersion):
    """Where a lexeme stands in a version. They only exist for versions in use.

    ``places``: eight bytes for each passage that holds it, as ``rules/postings.py`` reads them: its number, how often
    the lexeme stands in it, and how many lexemes it has.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=100)
    places = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "word"], name="posting_once")]
        indexes = [models.Index(fields=["word", "organisation", "version"], name="posting_word")]


class Embedding(_OfVersion):
    """A passage as a vector, by one model. The column ``vector`` stands beside these where the database has pgvector:
    see ``actions/preparing.py``.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    model = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="embedding_once")]
