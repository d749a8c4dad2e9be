"""The worker looks for jobs here."""

from lyceum.kernel.calendar.actions.reminding import remind

__all__ = ["remind"]
