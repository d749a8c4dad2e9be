from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.policy import SIGNED_IN

NOTIFICATIONS = topic("person:{me}:notifications", SIGNED_IN)
