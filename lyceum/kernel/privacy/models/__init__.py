from lyceum.kernel.privacy.models.erasure import Erasure
from lyceum.kernel.privacy.models.export import Export
from lyceum.kernel.privacy.models.seal import Seal

__all__ = ["Erasure", "Export", "Seal"]
