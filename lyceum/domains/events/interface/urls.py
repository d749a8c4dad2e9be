"""Addresses inside an organisation: /{organisation}/events/… for the public, …/organise/… for its organisers."""

from django.urls import path

from lyceum.domains.events.interface import discovery_pages, door_pages
from lyceum.domains.events.interface.organise.urls import organise_urls
from lyceum.domains.events.interface.shop.urls import shop_urls

app_name = "events"
urlpatterns = [
    path("events/", discovery_pages.discovery, name="discovery"),
    path("events/completions.html", discovery_pages.completions, name="completions"),
    path("events/feed.rss", discovery_pages.feed, name="listing_feed"),
    path("events/calendar.ics", discovery_pages.listing_calendar, name="listing_calendar"),
    path("events/sitemap.xml", discovery_pages.listing_sitemap, name="listing_sitemap"),
    path("events/<uuid:event_id>/similar/", discovery_pages.similar, name="similar"),
    path("organise/<uuid:event_id>/door/", door_pages.door, name="door"),
    path("organise/<uuid:event_id>/door/conflicts/<uuid:check_in_id>/", door_pages.settling, name="door_conflict"),
    *organise_urls,
    *shop_urls,
]
