from lyceum.kernel.foundation.models.announcement import Announcement, Receipt
from lyceum.kernel.foundation.models.bucket import Bucket
from lyceum.kernel.foundation.models.encrypted import BlindIndexField, EncryptedTextField
from lyceum.kernel.foundation.models.identified import Identified
from lyceum.kernel.foundation.models.kept_answer import KeptAnswer
from lyceum.kernel.foundation.models.tenant import Tenant, TenantQuerySet

__all__ = [
    "Announcement",
    "BlindIndexField",
    "Bucket",
    "EncryptedTextField",
    "Identified",
    "KeptAnswer",
    "Receipt",
    "Tenant",
    "TenantQuerySet",
]
