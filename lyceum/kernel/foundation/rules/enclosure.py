from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along with a mail. ``content_type`` may carry parameters: ``text/calendar; method=REQUEST``."""

    name: str
    content_type: str
    content: bytes
