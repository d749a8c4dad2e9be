"""What the tutor of a path may do, as its teacher has set it."""

from lyceum.domains.learning.models import Path
from lyceum.domains.learning.rules.pedagogy import Answering, Policy


def policy_of(path: Path) -> Policy:
    """The usual policy where the teacher has said nothing."""
    usual, kept = Policy(), path.policy
    allowed = {Answering(kind) for kind in kept.get("allowed", ()) if kind in set(Answering)}
    return Policy(
        allowed=frozenset(allowed) or usual.allowed,
        hints_before_more=kept.get("hints_before_more", usual.hints_before_more),
        threshold=usual.threshold,
        subjects=tuple(kept.get("subjects", ())) or tuple(filter(None, (path.subject,))),
        coverage=usual.coverage,
    )
