"""Progressive roll-out: the same person always gets the same answer, and a larger share keeps everyone it had."""

import hashlib
from uuid import UUID


def share_of(code: str, person_id: UUID) -> float:
    """Where this person stands for this flag, in percent: 0 ≤ share < 100, spread evenly."""
    digest = hashlib.sha256(f"{code}\n{person_id}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64 * 100


def is_within(code: str, person_id: UUID, percentage: int) -> bool:
    return share_of(code, person_id) < percentage
