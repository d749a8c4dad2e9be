"""Letters of invitation, opened."""

from lyceum.kernel.identity.actions.acceptance import accept_invitation
from lyceum.kernel.identity.models import Invitation, Membership, Organisation, Person
from lyceum.kernel.identity.queries.caller import caller_for
from lyceum.kernel.identity.queries.invitation import invitation_letter
from lyceum.kernel.identity.tests.factories import ORIGIN, World


def token_in(world: World, invitation: Invitation) -> str:
    letter = invitation_letter(world.owner, invitation.id)
    assert letter is not None
    return letter.link.rstrip("/").rsplit("/", 1)[1]


def accept(person: Person, organisation: Organisation, token: str, *, other_address: bool = False) -> Membership:
    caller = caller_for(person, organisation, ORIGIN, "en")
    return accept_invitation(caller, organisation.id, token, other_address=other_address)  # type: ignore[arg-type]
