"""Who may open a door. Every route, field, topic and job declares exactly one policy."""

from dataclasses import dataclass

from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.refusal import Message, NotAllowed, NotSignedIn


@dataclass(frozen=True, slots=True)
class Policy:
    """``admit`` raises NotSignedIn or NotAllowed; what it lets through, the action still checks."""

    name: str
    needs_person: bool = True
    needs_organisation: bool = True
    needs_operator: bool = False
    permission: str = ""

    def admit(self, caller: Anyone, sign_in_first: Message, not_for_you: Message) -> None:
        if not self.needs_person:
            return
        if not isinstance(caller, Individual):
            raise NotSignedIn(sign_in_first)
        if self.needs_operator and not caller.is_operator:
            raise NotAllowed(not_for_you)
        if self.needs_organisation and not isinstance(caller, Caller):
            raise NotAllowed(not_for_you)
        if self.permission and not (isinstance(caller, Caller) and caller.may(self.permission)):
            raise NotAllowed(not_for_you)


PUBLIC = Policy("public", needs_person=False, needs_organisation=False)
SIGNED_IN = Policy("signed in", needs_organisation=False)
MEMBER = Policy("member")
OPERATOR = Policy("operator", needs_organisation=False, needs_operator=True)


def may(permission: str) -> Policy:
    """Open to members who hold the permission: ``@page(may("messaging.publish"))``."""
    return Policy(f"may {permission}", permission=permission)
