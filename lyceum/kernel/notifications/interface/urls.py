from django.urls import path

from lyceum.kernel.notifications.interface import hooks, outbox_pages, pages

app_name = "notifications"
urlpatterns = [
    path("notifications/", pages.centre, name="centre"),
    path("notifications/bell/", pages.bell, name="bell"),
    path("notifications/reading/", pages.reading_all, name="reading_all"),
    path("notifications/preferences/", pages.preferences, name="preferences"),
    path("notifications/<uuid:notification_id>/reading/", pages.reading, name="reading"),
    path("notifications/subscription/<str:token>/", pages.subscription, name="subscription"),
    path("hooks/sendgrid/", hooks.sendgrid, name="sendgrid"),
    path("outbox/", outbox_pages.outbox_page, name="outbox"),
    path("outbox/<uuid:message_id>/", outbox_pages.message, name="outbox_message"),
    path("outbox/<uuid:message_id>/letter/", outbox_pages.letter, name="outbox_letter"),
]
