"""Merkle trees over SHA-256, with RFC 6962's prefixes: a leaf can never pass for a branch."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

EMPTY = hashlib.sha256(b"").digest()


def leaf_of(row: Mapping[str, Any]) -> bytes:
    """32 bytes for a row of plain values; the same whatever the order of its keys."""
    written = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + written.encode()).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """An odd one out at the end of a level is taken up to the next as it is."""
    if not leaves:
        return EMPTY
    level = list(leaves)
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]
