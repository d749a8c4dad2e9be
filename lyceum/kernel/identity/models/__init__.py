from lyceum.kernel.identity.models.group import Group, GroupMembership
from lyceum.kernel.identity.models.invitation import Invitation
from lyceum.kernel.identity.models.membership import Membership
from lyceum.kernel.identity.models.organisation import Organisation
from lyceum.kernel.identity.models.person import Person
from lyceum.kernel.identity.models.presence import Presence
from lyceum.kernel.identity.models.remembered import Remembered
from lyceum.kernel.identity.models.sign_in import SignIn

__all__ = [
    "Group",
    "GroupMembership",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Presence",
    "Remembered",
    "SignIn",
]
