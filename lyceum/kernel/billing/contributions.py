from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions()
