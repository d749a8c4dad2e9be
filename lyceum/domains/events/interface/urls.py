"""Addresses inside an organisation: /{organisation}/events/… for the public, …/organise/… for its organisers."""

from django.urls import path

from lyceum.domains.events.interface import door_pages
from lyceum.domains.events.interface.organise.urls import organise_urls

app_name = "events"
urlpatterns = [
    path("organise/<uuid:event_id>/door/", door_pages.door, name="door"),
    path("organise/<uuid:event_id>/door/conflicts/<uuid:check_in_id>/", door_pages.settling, name="door_conflict"),
    *organise_urls,
]
