from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.policy import MEMBER

AGENDA = topic("person:{me}:agenda", MEMBER)  # their appointments, and so their agenda
