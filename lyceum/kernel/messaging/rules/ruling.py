"""What an organisation decides for its conversations, and what holds where it has decided nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.rules.hours import Week

LONGEST_BODY, LONGEST_DRAFT, LONGEST_NOTE = 4_000, 4_000, 500
MOST_ATTACHMENTS = 10
PICTURES, DOCUMENTS = "pictures", "documents"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ruling:
    """``openings``: role → the roles that it may write to first; a role that is absent may write to all.

    ``attachments``: ``pictures`` · ``documents``; ``largest_attachment`` in bytes. ``held_words``: a message that holds
    one of them waits for a moderator.
    """

    office_hours: Week = field(default_factory=dict)
    held_words: tuple[str, ...] = ()
    openings: Mapping[Role, frozenset[Role]] = field(default_factory=dict)
    attachments: frozenset[str] = frozenset({PICTURES, DOCUMENTS})
    largest_attachment: int = 25 * MEGABYTE

    def lets_open(self, own: Iterable[Role], other: Iterable[Role]) -> bool:
        """Whether one who has the roles ``own`` may begin a conversation with one who has ``other``: any will do."""
        wanted = frozenset(other)
        return any(role not in self.openings or self.openings[role] & wanted for role in own)
