"""The worker looks for jobs here."""

from lyceum.kernel.search.actions.reading import read_document

__all__ = ["read_document"]
