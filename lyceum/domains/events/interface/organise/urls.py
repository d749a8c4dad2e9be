from django.urls import path

from lyceum.domains.events.interface.organise import (
    event_pages,
    hook_pages,
    order_pages,
    place_pages,
    section_pages,
    series_pages,
    terms_pages,
    type_pages,
)

_ONE = "organise/<uuid:event_id>/"
_TYPE = f"{_ONE}tickets/<uuid:type_id>/"
_QUOTA = f"{_ONE}quotas/<uuid:quota_id>/"
_CODE = f"{_ONE}codes/<uuid:voucher_id>/"
_HOOK = "organise/hooks/<uuid:hook_id>/"
_QUESTION = f"{_ONE}questions/<uuid:question_id>/"
organise_urls = [
    path("organise/", event_pages.organise, name="organise"),
    path("organise/new/", event_pages.new, name="new_event"),
    path("organise/places/", place_pages.places, name="places"),
    path("organise/places/new/", place_pages.new_place, name="new_place"),
    path("organise/places/<uuid:place_id>/", place_pages.place, name="place"),
    path("organise/places/<uuid:place_id>/removal/", place_pages.place_removal, name="place_removal"),
    path("organise/hooks/", hook_pages.hooks, name="hooks"),
    path(_HOOK, hook_pages.hook, name="hook"),
    path(f"{_HOOK}deliveries/", hook_pages.deliveries, name="hook_deliveries"),
    path(f"{_HOOK}deliveries/<uuid:delivery_id>/repeat/", hook_pages.repeat, name="hook_repeat"),
    path(f"{_HOOK}removal/", hook_pages.removal, name="hook_removal"),
    path(f"{_HOOK}secret/", hook_pages.secret, name="hook_secret"),
    path(f"{_HOOK}trial/", hook_pages.trial, name="hook_trial"),
    path(_ONE, event_pages.managed, name="managed"),
    path(f"{_ONE}publication/", event_pages.publication, name="publication"),
    path(f"{_ONE}cancellation/", event_pages.cancellation, name="cancellation"),
    path(f"{_ONE}removal/", event_pages.removal, name="removal"),
    path(f"{_ONE}copy/", event_pages.copy, name="copy"),
    path(f"{_ONE}details/", section_pages.details, name="details"),
    path(f"{_ONE}when/", section_pages.when, name="when"),
    path(f"{_ONE}sale/", section_pages.sale, name="sale"),
    path(f"{_ONE}picture/", section_pages.picture, name="picture"),
    path(f"{_ONE}preview/", section_pages.preview, name="preview"),
    path(f"{_ONE}tickets/", type_pages.tickets, name="tickets"),
    path(f"{_ONE}tickets/new/", type_pages.new_type, name="new_type"),
    path(f"{_ONE}tickets/order/", type_pages.type_order, name="type_order"),
    path(_TYPE, type_pages.ticket_type, name="type"),
    path(f"{_TYPE}removal/", type_pages.type_removal, name="type_removal"),
    path(f"{_ONE}quotas/new/", type_pages.new_quota, name="new_quota"),
    path(_QUOTA, type_pages.quota, name="quota"),
    path(f"{_QUOTA}removal/", type_pages.quota_removal, name="quota_removal"),
    path(f"{_ONE}codes/", terms_pages.codes, name="codes"),
    path(f"{_ONE}codes/new/", terms_pages.new_code, name="new_code"),
    path(f"{_ONE}codes/table/", terms_pages.code_table, name="code_table"),
    path(_CODE, terms_pages.code, name="code"),
    path(f"{_CODE}removal/", terms_pages.code_removal, name="code_removal"),
    path(f"{_ONE}questions/", terms_pages.asked, name="questions"),
    path(f"{_ONE}questions/new/", terms_pages.new_question, name="new_question"),
    path(_QUESTION, terms_pages.question, name="question"),
    path(f"{_QUESTION}removal/", terms_pages.question_removal, name="question_removal"),
    path(f"{_ONE}orders/", order_pages.orders, name="orders_managed"),
    path(f"{_ONE}orders/<uuid:order_id>/", order_pages.order, name="order_managed"),
    path(f"{_ONE}orders/<uuid:order_id>/refund/", order_pages.refund, name="managed_refund"),
    path(f"{_ONE}orders/<uuid:order_id>/payment/", order_pages.payment, name="managed_payment"),
    path(f"{_ONE}orders/<uuid:order_id>/tickets/<uuid:ticket_id>/holder/", order_pages.holder, name="ticket_holder"),
    path(f"{_ONE}dates/", series_pages.dates, name="dates"),
    path(f"{_ONE}crew/", place_pages.crew, name="crew"),
    path(f"{_ONE}crew/<uuid:person_id>/removal/", place_pages.crew_removal, name="crew_removal"),
]
