from django.urls import path

from lyceum.kernel.calendar.interface import agenda_pages, answer_pages, choice_pages, feed_pages, pages, proposal_pages

app_name = "calendar"
urlpatterns = [
    path("agenda/", agenda_pages.agenda, name="agenda"),
    path("agenda/move/", agenda_pages.move, name="move"),
    path("agenda/plans/<uuid:group_id>/", agenda_pages.plan, name="plan"),
    path("agenda/choices/", choice_pages.choices, name="choices"),
    path("agenda/reminders/", choice_pages.reminders, name="reminders"),
    path("agenda/feed/", feed_pages.feed, name="feed"),
    path("agenda/feed/closing/", feed_pages.closing, name="closing"),
    path("agenda/feed/<str:token>.ics", feed_pages.feed_file, name="feed_file"),
    path("appointments/", pages.appointments, name="appointments"),
    path("appointments/new/", proposal_pages.people, name="propose"),
    path("appointments/new/<uuid:person_id>/", proposal_pages.new, name="new"),
    path("appointments/<uuid:appointment_id>/", pages.appointment, name="appointment"),
    path("appointments/<uuid:appointment_id>/appointment.ics", pages.appointment_file, name="appointment_file"),
    path("appointments/<uuid:appointment_id>/times/", proposal_pages.times, name="times"),
    path("appointments/<uuid:appointment_id>/time/", answer_pages.time, name="time"),
    path("appointments/<uuid:appointment_id>/acceptance/", answer_pages.acceptance, name="acceptance"),
    path("appointments/<uuid:appointment_id>/refusal/", answer_pages.refusal, name="refusal"),
    path("appointments/<uuid:appointment_id>/cancellation/", answer_pages.cancellation, name="cancellation"),
]
