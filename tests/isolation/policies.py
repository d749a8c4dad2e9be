"""What doors cannot say of themselves: the policies of libraries' routes, right answers that are not a plain yes."""

from lyceum.kernel.foundation.rules.policy import PUBLIC, Policy

# Libraries know nothing of ``@page``, so it is said here, by the address.
OF_LIBRARIES: dict[str, Policy] = {
    "/api/v1/": PUBLIC,
    "/api/v1/docs": PUBLIC,
    "/api/v1/openapi.json": PUBLIC,
}

# Doors that answer a plain knock by something else than yes, even to the right one: by the start of their address.
STEPS: dict[str, str] = {
    "/api/v1/tokens": "asks for a password, or for a token already given",
    "/api/v1/": "django-ninja has no page here",
    "/api/v1/health": "tells how the machine is, not who asks",
    "/graphql": "asks for a query; each of its fields is knocked at by itself",
    "/account/demo/": "open in the demo alone",
    "/account/login/": "one step follows another",
    "/account/password/": "one step follows another",
    "/account/confirm/": "one step follows another",
    "/account/security/password/": "one step follows another",
    "/account/security/ways/": "one step follows another",
    "/account/security/app/": "one step follows another",
    "/account/security/recovery-codes/": "one step follows another",
    "/account/security/passkeys/": "one step follows another",
    "/account/outside/": "continues what another server began",
    "/account/oidc/": "continues what another server began",
    "/account/facebook/": "continues what another server began",
    "/account/apple/": "continues what another server began",
    "/api/v1/me/export": "there is one once it is asked for, and one a day",
    "/api/v1/me/erasure": "there is one once it is asked for",
    "/account/privacy/export/": "one a day",
    "/account/privacy/erasure/cancellation/": "there is something to cancel once it is asked for",
    "/organisations/{organisation_id}/opening/": "a closed one is opened; this one is open",
    "cancelErasure": "there is something to cancel once it is asked for",
    "/outbox/": "open in the demo and to operators, on a machine of one's own",
}

# Pages that show something else when they are asked for it.
VARIANTS: dict[str, tuple[str, ...]] = {
    "/notices/": ("?show=drafts", "?show=unread"),
    "/notifications/": ("?show=unread",),
    "/storage/": ("?shown=deleted",),
}

# Canaries of the insider that the staff may see, and why.
SEEN_BY_STAFF: dict[str, str] = {
    "/storage/": "who looks after the storage sees the names of the files that fill it, and cannot open them",
    "/storage/?shown=deleted": "the same",
}

# Doors whose address holds a secret that was sent to one person: whoever holds it may act.
BY_SECRET: dict[str, str] = {
    "/notifications/subscription/{token}/": "one click in a letter, without signing in, ends such letters",
    "/invitations/{token}/": "an invitation is accepted by whoever was given its link, under the name they choose",
    "/api/v1/invitations/{token}/acceptance": "the same, by an app",
}

# Rows of the organisation that whoever uses a door may change, as they say something of themselves.
OF_ONESELF: dict[str, tuple[str, ...]] = {
    "/api/v1/me": ("identity_membership",),  # one's new name is what one's places are sorted by
}

# Scope filters that can be taken away without anything to see, as something else holds the same: and what.
HELD_TWICE: dict[str, str] = {}


def is_step(kind: str, address: str) -> bool:
    exact = {"/api/v1/", "/graphql"}
    if kind == "graph":
        return address in STEPS
    return any(address == s if s in exact else address.startswith(s) for s in STEPS)
