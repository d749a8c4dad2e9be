from lyceum.kernel.search.models.document import Document, DocumentVersion, State
from lyceum.kernel.search.models.entry import SearchEntry
from lyceum.kernel.search.models.page import Embedding, Page, Passage, Posting

__all__ = ["Document", "DocumentVersion", "Embedding", "Page", "Passage", "Posting", "SearchEntry", "State"]
