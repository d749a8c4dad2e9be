"""What follows from a message, and from who belongs where."""

from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.messaging.actions import joining


def follow_group(announcement: Announcement) -> None:
    """Who comes into a group or leaves it, comes into its conversation or leaves that."""
    joining.follow_group(Visitor(announcement.organisation_id), UUID(announcement.payload["group_id"]))


def follow_member(announcement: Announcement) -> None:
    """Who is suspended, comes back, leaves or helps from now on, does so in conversations too."""
    joining.follow_person(Visitor(announcement.organisation_id), UUID(announcement.payload["member_person_id"]))
