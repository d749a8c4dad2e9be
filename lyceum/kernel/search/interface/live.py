from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.policy import MEMBER

DOCUMENTS = topic("organisation:{organisation}:documents", MEMBER)
