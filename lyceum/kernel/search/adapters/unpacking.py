"""What a packed document would unpack to, counted before anything of it is opened."""

import zipfile
from pathlib import Path

from lyceum.kernel.search.rules.reading import LARGEST_UNPACKED, Reason, Unreadable

_MOST_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted Office file is an OLE container, no archive


def refuse_bomb(path: Path) -> None:
    """Sizes that an archive announces may lie, but Python's reader stops at them."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise Unreadable(Reason.ENCRYPTED)
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Unreadable(Reason.BROKEN) from fault
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Reason.ENCRYPTED)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(Reason.BOMB)
