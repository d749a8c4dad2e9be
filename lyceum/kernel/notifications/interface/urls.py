from django.urls import path

from lyceum.kernel.notifications.interface import (
    chat_pages,
    hooks,
    outbox_pages,
    pages,
    preference_pages,
    preview_pages,
    run_pages,
)

app_name = "notifications"
urlpatterns = [
    path("notifications/", pages.centre, name="centre"),
    path("notifications/bell/", pages.bell, name="bell"),
    path("notifications/reading/", pages.reading_all, name="reading_all"),
    path("notifications/preferences/", preference_pages.preferences, name="preferences"),
    path("notifications/quiet-hours/", preference_pages.quiet_hours, name="quiet_hours"),
    path("notifications/devices/", preference_pages.devices, name="devices"),
    path("notifications/devices/<uuid:device_id>/removal/", preference_pages.device_removal, name="device_removal"),
    path("notifications/phone/", preference_pages.phone, name="phone"),
    path("notifications/phone/proof/", preference_pages.phone_proof, name="phone_proof"),
    path("notifications/phone/removal/", preference_pages.phone_removal, name="phone_removal"),
    path("notifications/rooms/", chat_pages.chat_hooks, name="chat_hooks"),
    path("notifications/rooms/<uuid:hook_id>/removal/", chat_pages.removal, name="chat_hook_removal"),
    path("notifications/rooms/<uuid:hook_id>/trial/", chat_pages.trial, name="chat_hook_trial"),
    path("notifications/<uuid:notification_id>/reading/", pages.reading, name="reading"),
    path("notifications/subscription/<str:token>/", pages.subscription, name="subscription"),
    path("notifications/runs/", run_pages.runs, name="runs"),
    path("notifications/runs/<uuid:run_id>/", run_pages.run, name="run"),
    path("notifications/dead-letters/", run_pages.dead, name="dead_letters"),
    path("notifications/dead-letters/resending/", run_pages.resending, name="resending"),
    path("notifications/mail/", preview_pages.figures, name="mail_figures"),
    path("notifications/previews/", preview_pages.previews, name="previews"),
    path("notifications/previews/letter/", preview_pages.preview_letter, name="preview_letter"),
    path("notifications/previews/trial/", preview_pages.preview_trial, name="preview_trial"),
    path("hooks/sendgrid/", hooks.sendgrid, name="sendgrid"),
    path("outbox/", outbox_pages.outbox_page, name="outbox"),
    path("outbox/<uuid:message_id>/", outbox_pages.message, name="outbox_message"),
    path("outbox/<uuid:message_id>/letter/", outbox_pages.letter, name="outbox_letter"),
]
