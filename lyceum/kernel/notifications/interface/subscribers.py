"""Facts of identity that somebody should be told."""

from uuid import UUID

from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.roles import GOVERNORS
from lyceum.kernel.identity.queries.installation import owners_of
from lyceum.kernel.identity.queries.membership import people_of
from lyceum.kernel.notifications.actions.inviting import post_invitation
from lyceum.kernel.notifications.actions.notifying import notify


def send_invitation(announcement: Announcement) -> None:
    """Each time it is asked for: a second letter carries another link."""
    assert announcement.organisation_id
    post_invitation(announcement.organisation_id, UUID(announcement.payload["invitation_id"]), key=announcement.id)


def welcome_member(announcement: Announcement) -> None:
    """The one who joined is welcomed; whoever governs learns of it, unless they did it themselves."""
    assert announcement.organisation_id
    joined = UUID(announcement.payload["member_person_id"])
    membership = announcement.payload["membership_id"]
    notify(announcement.organisation_id, "notifications.welcome", [joined], key=membership, path=inside("ui:today"))
    governors = people_of(Visitor(announcement.organisation_id), GOVERNORS) - {joined, announcement.person_id}
    notify(
        announcement.organisation_id,
        "notifications.member_joined",
        governors,
        key=membership,
        path=inside("identity:member", membership),
        subject_id=joined,
        to_rooms=True,
    )


def tell_of_roles(announcement: Announcement) -> None:
    _tell_member(announcement, "notifications.roles_changed")


def tell_of_suspension(announcement: Announcement) -> None:
    _tell_member(announcement, "notifications.access_suspended")


def tell_of_restoration(announcement: Announcement) -> None:
    _tell_member(announcement, "notifications.access_restored")


def tell_owners(announcement: Announcement) -> None:
    """``identity.organisation_suspended`` becomes ``notifications.organisation_suspended``."""
    assert announcement.organisation_id
    owners = owners_of(Visitor(announcement.organisation_id)).values_list("person_id", flat=True)
    kind = announcement.kind.replace("identity.", "notifications.")
    notify(announcement.organisation_id, kind, owners, key=announcement.id, path=inside("ui:today"))


def tell_of_account(announcement: Announcement) -> None:
    """What somebody else may have done in their name is told to the person themselves."""
    what = announcement.kind.removeprefix("identity.").removesuffix("_changed")
    changed = UUID(announcement.payload["changed_id"])
    notify(None, "notifications.account_changed", [changed], key=announcement.id, about={"what": what})


def _tell_member(announcement: Announcement, kind: str) -> None:
    member = UUID(announcement.payload["member_person_id"])
    notify(announcement.organisation_id, kind, [member], key=announcement.id, path=inside("ui:today"))
