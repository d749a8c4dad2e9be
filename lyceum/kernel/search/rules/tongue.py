"""Which languages a model's vectors serve, by what its maker says of it.

A model that was taught English alone puts French passages side by side by chance: fused with words, it spoils them.
So a model that is not known here, and does not call itself multilingual, is taken to serve English only.
What an administrator says of a model stands above all of this.
"""

from collections.abc import Collection

_ANY_LANGUAGE = (
    "multilingual",
    "text-embedding-3",
    "bge-m3",
    "embeddinggemma",
    "gte-qwen",
    "jina-embeddings-v3",
    "jina-embeddings-v4",
    "mistral-embed",
    "nomic-embed-text-v2",
    "qwen3-embedding",
    "arctic-embed2",
    "arctic-embed-l-v2",
    "granite-embedding:278m",
)
_FRENCH = ("camembert", "solon", "croissant")


def serves(model: str, language: str, said: Collection[str] = ()) -> bool:
    """``model``: as its provider writes it, with or without the provider before it. ``said``: by an administrator."""
    if said:
        return language in said
    name = model.casefold()
    if any(known in name for known in _ANY_LANGUAGE):
        return True
    return language == ("fr" if any(known in name for known in _FRENCH) else "en")
