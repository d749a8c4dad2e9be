"""What is allowed to differ from the house style, and why. An exception that nothing needs any more fails."""

# Written by others and shipped as it came.
NOT_OURS = ("lyceum/kernel/ui/static/vendor/",)

KERNEL = "foundation identity media search notifications messaging privacy operations ui".split()

# Names that a library calls or expects.
NAMED_BY_OTHERS = {
    "PersonManager": "Django's word for what makes rows",
    "handle_data": "a hook of Python's HTMLParser",
}

# Public functions of actions/ and queries/ that do not take the caller first: "room.module.function" → reason.
WITHOUT_CALLER = {
    "identity.queries.caller.caller_for": "makes the caller",
    "foundation.actions.announcing.kind_of": "names a fact; reads nothing",
    "foundation.actions.sweeping.sweep_foundation": "housekeeping of the whole installation",
    "foundation.actions.rotating.sealed_models": "housekeeping of the whole installation",
    "foundation.actions.rotating.stale_keys": "housekeeping of the whole installation",
    "foundation.actions.rotating.reseal": "housekeeping of the whole installation",
}

# Public functions of actions/ that write and announce nothing: "room.module.function" → reason.
WITHOUT_ANNOUNCEMENT = {
    "foundation.actions.announcing.announce": "is the announcing",
    "foundation.actions.announcing.tell_subscribers": "tells what has been announced",
    "foundation.actions.sweeping.sweep_foundation": "forgets what nobody reads any more",
    "foundation.actions.rotating.reseal": "changes the key, not what is said",
}

# Words of a template that stay as they are in every language.
SAME_IN_EVERY_LANGUAGE = frozenset(
    "Lyceum FR EN Français English CSV PDF API REST GraphQL OpenAPI JSON QR URL ID TOTP Ctrl Esc K".split()
)

# Who may import a vendor's library: the adapter alone, and the doors of a framework that is one.
VENDORS = {
    "allauth": ("lyceum/kernel/identity/adapters/", "lyceum/kernel/identity/interface/"),
    "obstore": ("lyceum/kernel/media/adapters/",),
    "PIL": ("lyceum/kernel/media/adapters/",),
    "puremagic": ("lyceum/kernel/media/adapters/",),
    "qrcode": ("lyceum/kernel/identity/adapters/",),
    "redis": ("lyceum/kernel/foundation/adapters/",),
    "boto3": (),
    "requests": (),
    "prometheus_client": ("lyceum/kernel/operations/adapters/", "lyceum/kernel/operations/interface/"),
    "opentelemetry": ("lyceum/kernel/operations/adapters/",),
    "argon2": ("lyceum/kernel/identity/adapters/",),
    "ninja": tuple(f"lyceum/kernel/{room}/interface/" for room in KERNEL),
    "strawberry": tuple(f"lyceum/kernel/{room}/interface/" for room in KERNEL),
    "starlette": tuple(f"lyceum/kernel/{room}/interface/" for room in KERNEL),
}
