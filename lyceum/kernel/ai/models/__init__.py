from lyceum.kernel.ai.models.allowance import Allowance
from lyceum.kernel.ai.models.breaker import Breaker
from lyceum.kernel.ai.models.call import Call
from lyceum.kernel.ai.models.link import Link
from lyceum.kernel.ai.models.meter import Meter

__all__ = ["Allowance", "Breaker", "Call", "Link", "Meter"]
