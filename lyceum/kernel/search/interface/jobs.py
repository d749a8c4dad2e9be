"""The worker looks for jobs here."""

from lyceum.kernel.search.actions.catalogue import copy_entries, count_words
from lyceum.kernel.search.actions.embedding import embed_document, embed_stale_documents
from lyceum.kernel.search.actions.meaning import read_meanings
from lyceum.kernel.search.actions.reading import read_document

__all__ = ["copy_entries", "count_words", "embed_document", "embed_stale_documents", "read_document", "read_meanings"]
