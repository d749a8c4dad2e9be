"""What doors cannot say of themselves: the policies of libraries' routes, right answers that are not a plain yes.

Doors are named exactly, as a finding names them: ``page POST /departure/``, ``rest GET …``, ``graph POST endSignIn``.
An entry that no longer is needed fails the matrix.
"""

from dataclasses import dataclass

from lyceum.kernel.foundation.rules.policy import PUBLIC, Policy
from tests.isolation.fabric import OFFER, OWN, SHARED

# Libraries know nothing of ``@page``, so it is said here, by the address.
OF_LIBRARIES: dict[str, Policy] = {
    "/api/v1/": PUBLIC,
    "/api/v1/docs": PUBLIC,
    "/api/v1/openapi.json": PUBLIC,
}

_NOT_BEGUN = "a step of something that has not been begun"
_NOTHING_YET = "there is one once it is asked for"
_PROVE = "asks for a proof that the insider has none of: they came in by neither password, code nor passkey"
_ASKED, _PROOFS = ("GET", "POST"), ("password", "code", "passkey")

# Doors that answer the right one by something else than yes: what exactly, and why.
STEPS: dict[str, tuple[int, str]] = {
    "rest POST /api/v1/tokens": (401, "asks for a password"),
    "rest POST /api/v1/tokens/refresh": (401, "asks for a token already given"),
    "rest GET /api/v1/me/export": (404, _NOTHING_YET),
    "rest GET /api/v1/me/erasure": (404, _NOTHING_YET),
    "rest DELETE /api/v1/me/erasure": (404, _NOTHING_YET),
    "graph POST cancelErasure": (404, _NOTHING_YET),
    "page POST /account/privacy/erasure/cancellation/": (404, _NOTHING_YET),
    "page GET /api/v1/": (404, "django-ninja has no page here"),
    "page GET /graphql": (400, "asks for a query; each of its fields is knocked at by itself"),
    "page POST /graphql": (400, "asks for a query; each of its fields is knocked at by itself"),
    "page GET /agenda/move/": (404, "asks for the key of what is moved"),
    "page POST /account/demo/": (404, "open in the demo alone"),
    "page POST /organise/{event_id}/figures/crowd/": (404, "open in the demo alone"),
    "page GET /outbox/": (404, "open in the demo and to operators, on a machine of one's own"),
    "page GET /outbox/{message_id}/": (404, "open in the demo and to operators, on a machine of one's own"),
    "page GET /outbox/{message_id}/letter/": (404, "open in the demo and to operators, on a machine of one's own"),
    "page POST /hooks/sendgrid/": (403, "opens to SendGrid's signature alone"),
    "page GET /tickets/{ticket_id}/{secret}/ticket.pkpass": (404, "open once Apple's keys are configured"),
    "page GET /tickets/{ticket_id}/{secret}/google-wallet/": (404, "open once Google's keys are configured"),
    "page POST /orders/{code}/{secret}/payment/": (409, "the order is not placed yet"),
    "page POST /hooks/payments/{provider}": (400, "opens to the provider's signature alone"),
    "page POST /payments/methods/account/": (409, "this installation pays no organisation directly"),
    "page POST /organisations/{organisation_id}/opening/": (404, "a closed one is opened; this one is open"),
    **{f"page {method} /account/confirm/{by}/": (403, _PROVE) for method in _ASKED for by in _PROOFS},
    **{f"page {method} /account/security/app/remove/": (404, _NOTHING_YET) for method in _ASKED},
    "page GET /account/security/recovery-codes/": (404, _NOTHING_YET),
    "page GET /account/security/recovery-codes/file/": (404, _NOTHING_YET),
    **{f"page {method} /account/security/passkeys/{{pk}}/": (404, _NOTHING_YET) for method in _ASKED},
    **{
        f"page {method} /account/security/passkeys/{{pk}}/remove/": (404, _NOTHING_YET)
        for method in (*_ASKED, "DELETE")
    },
    **{f"page {method} /account/password/reset/code/": (302, _NOT_BEGUN) for method in _ASKED},
    **{f"page {method} /account/outside/signup/": (302, _NOT_BEGUN) for method in _ASKED},
    "page GET /account/outside/error/": (401, _NOT_BEGUN),
    "page GET /account/oidc/apple/posted/": (405, _NOT_BEGUN),
    "page GET /account/oidc/{provider_id}/login/": (404, "no such provider is set up"),
    "page GET /account/oidc/{provider_id}/login/callback/": (404, "no such provider is set up"),
    "page GET /account/facebook/login/callback/": (401, _NOT_BEGUN),
}

# Pages that show something else when they are asked for it.
VARIANTS: dict[str, tuple[str, ...]] = {
    "/notices/": ("?show=drafts", "?show=unread"),
    "/notifications/": ("?show=unread",),
    "/storage/": ("?shown=deleted",),
    "/appointments/": ("?show=past",),
}


@dataclass(frozen=True, slots=True)
class Secret:
    """What whoever holds the address, which was sent to one person, may see, and write: of anybody's, of their own."""

    why: str
    shows: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    writes_own: frozenset[str] = frozenset()


_JOINS = Secret(
    "whoever was given the link joins, under the name they choose, as what the invitation says",
    frozenset({OFFER}),
    frozenset({"identity_invitation", "identity_groupmembership"}),
    frozenset({"identity_membership"}),
)
_OFFER = Secret("it says who invites, as what, and which address; nothing else of the organisation", frozenset({OFFER}))
_ENDS = Secret(
    "one click in a letter, without signing in, ends such letters", writes=frozenset({"notifications_preference"})
)
_FEED = Secret(
    "whoever was given the private address reads the agenda of its owner; that it was read is noted",
    frozenset({OWN, SHARED, OFFER}),
    writes=frozenset({"calendar_agendafeed"}),
)
_CALL = Secret(
    "to whoever is nobody yet it says where to sign in, with the address that they came by", frozenset({SHARED})
)
_BOUGHT = frozenset(
    "events_order events_orderline events_orderstep events_quota events_ticket events_waitingentry events_event "
    "events_eventseat events_eventviews events_ticketkey events_eventturnstile events_voucher events_pricestep "
    "foundation_announcement notifications_letter".split()
)
_BOOKS = Secret("anybody may take places, and stand in line for them", writes=_BOUGHT)
_ORDER = Secret("whoever has an order's link, a ticket's or a turn's, has that", frozenset({OFFER}), writes=_BOUGHT)
_FORGETS = Secret(
    "whoever has an order's link takes a copy of what it says of its buyer, and has it forgotten",
    frozenset({OFFER}),
    writes=_BOUGHT | {"billing_invoicebuyer"},
)
_LETTER = Secret(
    "whoever got a letter ends such letters without signing in",
    frozenset({OFFER}),
    writes=frozenset({"events_letterrefusal"}),
)
_BANK = Secret("whoever was sent to the test bank sees what is asked of them, and answers", frozenset({OFFER}))
_BUYING = {
    "/events/{slug}/": _BOOKS,
    "/events/{slug}/embed/": _BOOKS,
    "/events/{slug}/line/": _BOOKS,
    "/events/{slug}/line/embed/": _BOOKS,
    "/events/{slug}/seats/": _BOOKS,
    "/events/{slug}/seats/embed/": _BOOKS,
    "/events/{slug}/waiting/{type_id}/": _BOOKS,
    **{f"/orders/{{code}}/{{secret}}/{end}": _ORDER for end in ("", "embed/", "cancellation/", "payment/", "refund/")},
    **{f"/orders/{{code}}/{{secret}}/{end}": _ORDER for end in ("owner/", "standing/", "tickets.pdf", "event.ics")},
    "/orders/{code}/{secret}/invoices/{invoice_id}/": _ORDER,
    "/orders/{code}/{secret}/privacy/": _FORGETS,
    "/letters/{copy_id}/{secret}/": _LETTER,
    **{f"/tickets/{{ticket_id}}/{{secret}}/{end}": _ORDER for end in ("", "ticket.pdf")},
    "/waiting/{entry_id}/{secret}/": _ORDER,
    "/bank/{charge_id}/": _BANK,
}
BY_SECRET: dict[str, Secret] = {
    **{f"page {method} {address}": secret for address, secret in _BUYING.items() for method in ("GET", "POST")},
    "page GET /events/{slug}/availability/": _BOOKS,
    "rest POST /api/v1/events/{event_id}/orders": _BOOKS,
    "graph POST holdPlaces": _BOOKS,
    "page GET /calls/{code}/": _CALL,
    "page GET /invitations/{token}/": _OFFER,
    "page POST /invitations/{token}/": _JOINS,
    "rest POST /api/v1/invitations/{token}/acceptance": _JOINS,
    "graph POST acceptInvitation": _JOINS,
    "page POST /notifications/subscription/{token}/": _ENDS,
    "page GET /agenda/feed/{token}.ics": _FEED,
}

# Arguments of GraphQL that may be left out, and are given all the same.
GIVEN = frozenset({"otherAddress", "personId"})

# Tables of an organisation in which whoever uses a door may change their own rows, though they stand elsewhere.
OF_ONESELF: dict[str, tuple[str, ...]] = {
    "rest PATCH /api/v1/me": ("identity_membership",),  # one's new name is what one's places are sorted by
    "page POST /account/profile/": ("identity_membership",),  # the same
    "rest DELETE /api/v1/files/{file_id}": ("media_storedfile",),  # one's own files follow one everywhere
    "graph POST deleteFile": ("media_storedfile",),  # the same
}

# Tables whose rows are somebody's own, and looked after by the staff of their organisation.
GOVERNED = frozenset({"identity_membership", "media_storedfile"})
