"""The worker looks for jobs here."""

from lyceum.kernel.search.actions.embedding import embed_document, embed_stale_documents
from lyceum.kernel.search.actions.reading import read_document

__all__ = ["embed_document", "embed_stale_documents", "read_document"]
