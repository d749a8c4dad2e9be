from collections.abc import Iterator

from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.ports import Missing, store


def pieces_of(file: StoredFile) -> Iterator[bytes]:
    """The file itself, its largest variant for a picture; nothing where the store has lost it."""
    largest = max(file.variants, key=lambda variant: file.variants[variant], default="")
    try:
        yield from store().read(file.key(largest))
    except Missing:
        return
