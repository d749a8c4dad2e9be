"""One spelling for sorting and searching: the embedded PostgreSQL has neither ICU nor unaccent."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


def normal(text: str) -> str:
    """Fold case, accents and ligatures: ``normal("Étienne Œuvre") == "etienne oeuvre"``."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    folded = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())
