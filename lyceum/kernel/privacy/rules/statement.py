"""What a seal says, in the exact words that are signed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """``previous``: the digest of the seal before, signature included; empty for the first of a chain."""

    chain: str
    number: int
    root: str
    previous: str
    sealed_at: datetime
    purged_through: int

    @property
    def words(self) -> str:
        parts = [self.chain, self.number, self.root, self.previous, self.sealed_at.isoformat(), self.purged_through]
        return "\n".join(map(str, ("lyceum seal 1", *parts)))


def digest_of(statement: Statement, signature: str) -> str:
    return hashlib.sha256(f"{statement.words}\n{signature}".encode()).hexdigest()
