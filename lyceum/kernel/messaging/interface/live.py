from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.policy import MEMBER

BOARD = topic("organisation:{organisation}:notices", MEMBER)
READERS = topic("person:{me}:readers", MEMBER)  # of what they have written
