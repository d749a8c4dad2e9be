"""Libraries of others, and who may know each."""

from tests.house.exceptions import DOORS

# Who may import a vendor's library: the adapter alone, and the doors of a framework that is one.
VENDORS = {
    "allauth": tuple(f"lyceum/kernel/identity/{part}/" for part in ("adapters", "interface", "demo")),
    "obstore": ("lyceum/kernel/media/adapters/",),
    "PIL": (
        *(f"lyceum/{part}/" for part in ("kernel/media/adapters", "kernel/media/demo", "kernel/billing/adapters")),
        *(f"lyceum/domains/events/{part}/" for part in ("adapters", "demo")),
    ),
    "qrcode": ("lyceum/kernel/identity/adapters/", "lyceum/domains/events/adapters/"),
    "redis": ("lyceum/kernel/foundation/adapters/", "lyceum/project/live/tests/"),
    "boto3": (),
    "requests": ("lyceum/kernel/identity/adapters/",),
    "prometheus_client": ("lyceum/kernel/operations/adapters/", "lyceum/kernel/operations/interface/"),
    "opentelemetry": ("lyceum/kernel/operations/adapters/",),
    "argon2": ("lyceum/kernel/identity/adapters/",),
    "ninja": DOORS,
    "strawberry": DOORS,
    "starlette": DOORS,
    "pydantic_ai": ("lyceum/kernel/ai/adapters/",),
    "openai": ("lyceum/kernel/ai/adapters/",),
    "anthropic": ("lyceum/kernel/ai/adapters/",),
    "httpx2": (
        *(f"lyceum/kernel/{room}/adapters/" for room in "ai billing notifications search video".split()),
        "lyceum/kernel/foundation/walls.py",
        "lyceum/domains/events/adapters/",
    ),
    "http_ece": ("lyceum/kernel/notifications/adapters/", "lyceum/kernel/notifications/tests/"),
    "py_vapid": ("lyceum/kernel/notifications/adapters/", "lyceum/kernel/notifications/tests/"),
    "pypdfium2": ("lyceum/kernel/search/adapters/",),
    "docx": ("lyceum/kernel/search/adapters/", "lyceum/kernel/search/tests/"),
    "pptx": ("lyceum/kernel/search/adapters/", "lyceum/kernel/search/tests/"),
    "openpyxl": ("lyceum/kernel/reporting/adapters/", "lyceum/domains/learning/adapters/"),
    "reportlab": (
        *(f"lyceum/kernel/{room}/adapters/" for room in ("reporting", "billing")),
        "lyceum/domains/events/adapters/",
        "lyceum/domains/learning/demo/",
    ),
    "drafthorse": ("lyceum/kernel/billing/adapters/", "lyceum/kernel/billing/tests/"),
    "pypdf": ("lyceum/kernel/billing/adapters/", "lyceum/kernel/billing/tests/", "lyceum/domains/events/tests/"),
    "stripe": ("lyceum/kernel/billing/adapters/", "lyceum/kernel/billing/tests/"),
    "icalendar": ("lyceum/kernel/calendar/", "lyceum/domains/events/"),
    "zstandard": ("lyceum/domains/learning/adapters/",),
}
