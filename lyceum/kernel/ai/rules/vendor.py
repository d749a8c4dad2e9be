"""The vendors that an organisation may put into its chain, and what each needs to be told."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Vendor(StrEnum):
    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"
    COMPATIBLE = "compatible"
    EMBEDDED = "embedded"


CHOSEN = (Vendor.OPENAI, Vendor.ANTHROPIC, Vendor.OLLAMA, Vendor.COMPATIBLE)  # embedded is always the last
ADDRESSED = frozenset({Vendor.OLLAMA, Vendor.COMPATIBLE})  # stand where the organisation says
EMBEDS = frozenset({Vendor.OPENAI, Vendor.OLLAMA, Vendor.COMPATIBLE})


@dataclass(frozen=True, slots=True)
class Connection:
    """All that an adapter needs. The key is never shown, logged or compared in clear."""

    vendor: Vendor
    model: str = ""
    embedding_model: str = ""
    address: str = ""
    key: str = ""
    is_local_allowed: bool = False  # the installation's operator vouches for the address

    def __repr__(self) -> str:
        return f"Connection({self.vendor}, {self.model or self.embedding_model})"


def is_well_formed(address: str) -> bool:
    """An address of the web, without a name and password in it (they would be shown)."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
