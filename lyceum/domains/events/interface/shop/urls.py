"""Addresses of the shop, inside an organisation; part of the domain's ``urls.py``."""

from django.urls import URLPattern, path

from lyceum.domains.events.interface.shop import (
    card_pages,
    event_pages,
    file_pages,
    frame_pages,
    letter_pages,
    line_pages,
    names_pages,
    order_pages,
    privacy_pages,
    refund_pages,
    seat_pages,
    ticket_pages,
    waiting_pages,
    wallet_pages,
)

_EVENT = "events/<slug:slug>/"
_ORDER = "orders/<slug:code>/<str:secret>/"
_TICKET = "tickets/<uuid:ticket_id>/<str:secret>/"
shop_urls: list[URLPattern] = [
    path("embed.js", frame_pages.script, name="embed_script"),
    path("organise/shop/frames/", frame_pages.frames, name="frames"),
    path("events/programme.ics", file_pages.programme_file, name="programme_file"),
    path(_EVENT, event_pages.event, name="event"),
    path(f"{_EVENT}embed/", event_pages.event, {"embedded": True}, name="embedded_event"),
    path(f"{_EVENT}seats/", seat_pages.seats, name="seats"),
    path(f"{_EVENT}seats/embed/", seat_pages.seats, {"embedded": True}, name="embedded_seats"),
    path(f"{_EVENT}seats/free/", seat_pages.free_seats, name="free_seats"),
    path(f"{_EVENT}line/", line_pages.line, name="line"),
    path(f"{_EVENT}line/embed/", line_pages.line, {"embedded": True}, name="embedded_line"),
    path(f"{_EVENT}availability/", event_pages.availability, name="availability"),
    path(f"{_EVENT}event.ics", file_pages.event_file, name="event_file"),
    path(f"{_EVENT}card.jpg", card_pages.card, name="event_card"),
    path(f"{_EVENT}waiting/<uuid:type_id>/", waiting_pages.waiting, name="waiting"),
    path("waiting/<uuid:entry_id>/<str:secret>/", waiting_pages.turn, name="turn"),
    path(_ORDER, order_pages.order, name="order"),
    path(f"{_ORDER}embed/", order_pages.order, {"embedded": True}, name="embedded_order"),
    path(f"{_ORDER}cancellation/", order_pages.cancellation, name="order_cancellation"),
    path(f"{_ORDER}names/", names_pages.names, name="order_names"),
    path(f"{_ORDER}invoices/<uuid:invoice_id>/", file_pages.invoice_file, name="order_invoice"),
    path(f"{_ORDER}privacy/", privacy_pages.order_privacy, name="order_privacy"),
    path(f"{_ORDER}refund/", refund_pages.refund, name="order_refund"),
    path(f"{_ORDER}payment/", order_pages.payment, name="order_payment"),
    path(f"{_ORDER}standing/", order_pages.standing, name="order_standing"),
    path(f"{_ORDER}tickets.pdf", order_pages.order_paper, name="order_paper"),
    path(f"{_ORDER}event.ics", order_pages.order_file, name="order_file"),
    path(f"{_ORDER}owner/", order_pages.owner, name="order_owner"),
    path("tickets/", wallet_pages.wallet, name="wallet"),
    path("tickets/find/", wallet_pages.find_orders, name="find_orders"),
    path("letters/<uuid:copy_id>/<str:secret>/", letter_pages.letters, name="letters"),
    path(_TICKET, ticket_pages.ticket, name="ticket"),
    path(f"{_TICKET}ticket.pdf", ticket_pages.ticket_paper, name="ticket_paper"),
    path(f"{_TICKET}ticket.pkpass", ticket_pages.apple_pass, name="apple_pass"),
    path(f"{_TICKET}google-wallet/", ticket_pages.google_pass, name="google_pass"),
]
