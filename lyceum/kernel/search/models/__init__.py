from lyceum.kernel.search.models.catalogue import CatalogueEntry, CatalogueWord
from lyceum.kernel.search.models.document import Document, DocumentVersion, State
from lyceum.kernel.search.models.entry import SearchEntry
from lyceum.kernel.search.models.meaning import CatalogueMeaning
from lyceum.kernel.search.models.page import Embedding, Page, Passage, Posting

__all__ = [
    "CatalogueEntry",
    "CatalogueMeaning",
    "CatalogueWord",
    "Document",
    "DocumentVersion",
    "Embedding",
    "Page",
    "Passage",
    "Posting",
    "SearchEntry",
    "State",
]
