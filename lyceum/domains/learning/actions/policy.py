"""What the tutor of a path may do: set by its teachers, kept only where it makes sense."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import PathChanged
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.path import path_to_change
from lyceum.domains.learning.rules.pedagogy import LADDER, Answering
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid

MOST_HINTS, MOST_SUBJECTS, LONGEST_SUBJECT = 10, 20, 80


@dataclass(frozen=True, slots=True)
class PolicyText:
    """``subjects``: of which it may speak though the documents do not; none means the path's own."""

    allowed: frozenset[Answering]
    hints_before_more: int = 2
    subjects: tuple[str, ...] = ()


@transaction.atomic
def set_policy(caller: Caller, path_id: UUID, text: PolicyText, edition: int | None = None) -> Path:
    """From the next question on. ``edition``: the one of the path that the caller saw."""
    fields = {name: [fault] for name, fault in _faults(text)}
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)
    path = path_to_change(caller, path_id, edition)
    path.policy = {
        "allowed": [kind.value for kind in LADDER if kind in text.allowed],
        "hints_before_more": text.hints_before_more,
        "subjects": [subject.strip() for subject in text.subjects],
    }
    path.edition += 1
    path.save(update_fields=["policy", "edition"])
    announce(caller, PathChanged(path.id))
    return path


def _faults(text: PolicyText) -> Iterator[tuple[str, str]]:
    if not text.allowed:
        yield "allowed", _("Allow at least one kind of answer.")
    if not 0 <= text.hints_before_more <= MOST_HINTS:
        yield "hints_before_more", _("From 0 to %(most)s hints.") % {"most": MOST_HINTS}
    if len(text.subjects) > MOST_SUBJECTS or any(not 0 < len(s.strip()) <= LONGEST_SUBJECT for s in text.subjects):
        yield "subjects", _("At most %(most)s subjects, each short.") % {"most": MOST_SUBJECTS}
