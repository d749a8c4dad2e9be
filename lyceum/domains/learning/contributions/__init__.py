from lyceum.domains.learning.contributions.facts import FACTS
from lyceum.domains.learning.contributions.records import RECORDS
from lyceum.domains.learning.contributions.rights import PERMISSIONS
from lyceum.kernel.foundation.rules.contribution import Contributions

contributions = Contributions(permissions=PERMISSIONS, facts=FACTS, personal=RECORDS)
