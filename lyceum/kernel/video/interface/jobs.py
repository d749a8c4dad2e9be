"""The worker looks for jobs here."""

from lyceum.kernel.video.actions.ending import look_after

__all__ = ["look_after"]
