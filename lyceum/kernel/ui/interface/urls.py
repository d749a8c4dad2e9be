from django.urls import path

from lyceum.kernel.ui.interface import design, installed, landing, robots, today

app_name = "ui"
urlpatterns = [
    path("", landing.landing, name="landing"),
    path("today/", today.today, name="today"),
    path("today/badges/", today.badges, name="badges"),
    path("design/", design.design, name="design"),
    path("appearance/", installed.appearance, name="appearance"),
    path("brand.css", installed.brand, name="brand"),
    path("icon.svg", installed.icon, name="icon"),
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("offline/", installed.offline, name="offline"),
    path("sw.js", installed.worker, name="worker"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
]
