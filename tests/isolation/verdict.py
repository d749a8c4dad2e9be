"""What an answer means: the oracle of the matrix."""

from dataclasses import dataclass
from enum import StrEnum

from lyceum.kernel.foundation.rules.policy import Policy


class Verdict(StrEnum):
    PASS = "pass"
    LEAK = "leak"
    INVALID = "invalid"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is, where they knock: the facts that a policy asks for."""

    name: str
    signed_in: bool = True
    member: bool = False
    operator: bool = False
    permissions: frozenset[str] = frozenset()
    right: bool = False  # whoever the door is for: must be let in

    def is_admitted(self, policy: Policy) -> bool:
        if not policy.needs_person:
            return True
        return (
            self.signed_in
            and (self.operator or not policy.needs_operator)
            and (self.member or not policy.needs_organisation)
            and (not policy.permission or policy.permission in self.permissions)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """``seen``: the canaries in it that were not for this eye; ``changed``: rows that were not for this hand."""

    status: int
    to_sign_in: bool = False
    seen: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()

    @property
    def let_in(self) -> bool:
        return 200 <= self.status < 400 and not self.to_sign_in

    @property
    def refused(self) -> bool:
        return self.to_sign_in or self.status in {401, 403, 404}


def judge(answer: Answer, who: Standing, policy: Policy) -> Verdict:
    if answer.seen or answer.changed:
        return Verdict.LEAK
    if answer.status >= 500 or answer.status == 429:
        return Verdict.INCONCLUSIVE
    if not who.is_admitted(policy):
        return Verdict.PASS if answer.refused else Verdict.LEAK if answer.let_in else Verdict.INCONCLUSIVE
    if who.right:
        return Verdict.PASS if answer.let_in else Verdict.INVALID
    return Verdict.PASS
