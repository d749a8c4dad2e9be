"""The worker looks for jobs here."""

from lyceum.kernel.messaging.actions.publishing import publish_due

__all__ = ["publish_due"]
