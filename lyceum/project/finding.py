"""Who reads documents, and who finds in the catalogue of what is public (see docs/running.md)."""

import os

TYPESENSE = {
    "url": os.environ.get("TYPESENSE_URL", "").rstrip("/"),
    "key": os.environ.get("TYPESENSE_KEY", ""),
    "collection": os.environ.get("TYPESENSE_COLLECTION", "lyceum"),
}
FINDERS = {"documents": "bounded", "catalogue": "typesense" if TYPESENSE["url"] else "postgres_catalogue"}
