"""What an item holds that a format has no word for."""

from lyceum.domains.learning.rules.formats.report import ImportedItem, Reason
from lyceum.domains.learning.rules.item import Kind

FRACTIONS = {count: f"{100 / count:.5f}".rstrip("0").rstrip(".") for count in (*range(1, 11), 20)}


def unsaid(item: ImportedItem, *said: Reason) -> list[Reason]:
    """All that the item holds and that is not in ``said``."""
    content = item.content
    held = {
        Reason.HINTS: content.hints,
        Reason.EXPLANATION: content.explanation,
        Reason.UNITS: content.unit,
        Reason.TOLERANCE: content.tolerance,
        Reason.FEEDBACK: any(choice.feedback for choice in content.choices),
        Reason.ALTERNATIVES: len(content.answers) > 1 or any(len(accepted) > 1 for accepted in content.gaps),
        Reason.SOURCE: item.source,
        Reason.TAGS: item.tags,
        Reason.CATEGORY: item.category,
        Reason.SCHEDULE: item.schedule,
    }
    return [reason for reason, value in held.items() if value and reason not in said]


def fraction(item: ImportedItem) -> str | None:
    """What each of several right choices earns, if Moodle knows such a part."""
    right = sum(choice.is_right for choice in item.content.choices)
    return FRACTIONS.get(right) if item.content.kind is Kind.CHOICE else None
