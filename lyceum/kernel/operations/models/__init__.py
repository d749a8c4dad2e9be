from lyceum.kernel.operations.models.flag import Flag
from lyceum.kernel.operations.models.measurement import Measurement

__all__ = ["Flag", "Measurement"]
