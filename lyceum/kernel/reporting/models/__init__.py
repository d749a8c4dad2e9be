from lyceum.kernel.reporting.models.figure import Figure
from lyceum.kernel.reporting.models.publication import Publication

__all__ = ["Figure", "Publication"]
