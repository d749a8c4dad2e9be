"""Facts of identity that change who or what can be found."""

from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.search.actions.embedding import embed_stale
from lyceum.kernel.search.actions.indexing import index_entries, remove_entry
from lyceum.kernel.search.actions.meaning import read_meanings
from lyceum.kernel.search.queries.people import group_entries, member_entries


def refresh_member(announcement: Announcement) -> None:
    """Indexed while they are an active member, gone from the index otherwise."""
    assert announcement.organisation_id
    membership_id = UUID(announcement.payload["membership_id"])
    if not index_entries(announcement.organisation_id, member_entries(announcement.organisation_id, [membership_id])):
        remove_entry(announcement.organisation_id, "member", membership_id)


def refresh_group(announcement: Announcement) -> None:
    assert announcement.organisation_id
    group_id = UUID(announcement.payload["group_id"])
    if not index_entries(announcement.organisation_id, group_entries(announcement.organisation_id, [group_id])):
        remove_entry(announcement.organisation_id, "group", group_id)


def refresh_vectors(announcement: Announcement) -> None:
    """Another model may make the vectors from now on, or none."""
    embed_stale(announcement.organisation_id)
    read_meanings.later(organisation_id=announcement.organisation_id, once=str(announcement.organisation_id))
