"""Why something of a file did not come through, in the reader's language, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.rules.formats.report import Dropped, Reason

WHY = {
    Reason.EMPTY: _("There is nothing in this file."),
    Reason.TOO_BIG: _("This file is too big."),
    Reason.NOT_TEXT: _("This file is not text."),
    Reason.WRONG_FORMAT: _("This is none of the formats that can be read here."),
    Reason.BROKEN: _("This file is damaged."),
    Reason.UNSAFE: _("This file unpacks to far more than it says: it was not read further."),
    Reason.LOCKED: _("This file is locked with a password."),
    Reason.TOO_MANY: _("There are more entries than can be taken at once: the rest was not read."),
    Reason.NO_COLUMN: _("The first line does not name the columns that are needed."),
    Reason.UNREADABLE: _("This entry cannot be read."),
    Reason.NOT_A_QUESTION: _("This is no question."),
    Reason.UNKNOWN_KIND: _("This kind is not known here."),
    Reason.UNSAYABLE: _("This format has no word for such a question."),
    Reason.TOO_LONG: _("It is too long."),
    Reason.DUPLICATE: _("It is there already."),
    Reason.INACTIVE: _("It is marked as inactive."),
    Reason.UNKNOWN_REFERENCE: _("It names somebody or something that is not in the file."),
    Reason.NO_PROMPT: _("The question, or the name, is missing."),
    Reason.NO_ANSWER: _("It has no answer."),
    Reason.GAPS_DIFFER: _("Its gaps and its answers do not match."),
    Reason.FEW_CHOICES: _("It has fewer than two choices."),
    Reason.SAME_CHOICES: _("Two of its choices say the same."),
    Reason.NONE_RIGHT: _("None of its choices is right."),
    Reason.ALL_RIGHT: _("All of its choices are right."),
    Reason.FEW_PARTS: _("It has fewer than two parts."),
    Reason.SAME_KEY: _("Another entry has the same identifier."),
    Reason.PICTURE: _("Without its picture."),
    Reason.SOUND: _("Without its sound."),
    Reason.PARTIAL_CREDIT: _("Part marks become right or wrong."),
    Reason.WILDCARD: _("Its wildcards are taken literally."),
    Reason.FEEDBACK: _("Without the remarks on its choices."),
    Reason.HINTS: _("Without its hints, or with fewer of them."),
    Reason.EXPLANATION: _("Without its explanation."),
    Reason.UNITS: _("Without its unit."),
    Reason.TOLERANCE: _("Without its tolerance."),
    Reason.ALTERNATIVES: _("Without the other answers that it accepts."),
    Reason.WRONG_ANSWERS: _("Without the wrong answers that were foreseen."),
    Reason.CHOICES: _("Its parts are listed in the text."),
    Reason.LINES: _("Its lines are joined."),
    Reason.SPELLING: _("Some signs are written otherwise."),
    Reason.SOURCE: _("Without the page that it comes from."),
    Reason.TAGS: _("Without tags."),
    Reason.CATEGORY: _("Without chapters."),
    Reason.SCHEDULE: _("Without anybody’s schedule."),
}
MOST_EXAMPLES = 5


@dataclass(slots=True)
class Loss:
    """One reason with how often it was met, and the first entries."""

    reason: Reason
    count: int = 0
    examples: list[Dropped] = field(default_factory=list)

    @property
    def why(self) -> str:
        return str(WHY[self.reason])

    @classmethod
    def counted(cls, dropped: Iterable[Dropped]) -> "list[Loss]":
        """The most frequent first."""
        found: dict[Reason, Loss] = {}
        for one in dropped:
            loss = found.setdefault(one.reason, cls(one.reason))
            loss.count += 1
            if len(loss.examples) < MOST_EXAMPLES:
                loss.examples.append(one)
        return sorted(found.values(), key=lambda loss: -loss.count)


@dataclass(frozen=True, slots=True)
class LossView:
    """``where``: the line's number or the entry's own id. ``is_part``: the entry itself came through."""

    where: str
    what: str
    reason: str
    why: str
    is_part: bool

    @classmethod
    def of(cls, one: Dropped) -> "LossView":
        return cls(one.where, one.what, one.reason, str(WHY[one.reason]), one.is_part)
