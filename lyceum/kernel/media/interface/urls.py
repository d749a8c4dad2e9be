from django.urls import path

from lyceum.kernel.media.interface import pages

app_name = "media"
urlpatterns = [
    path("files/<uuid:file_id>/<slug:variant>", pages.file, name="file"),
    path("account/portrait/", pages.portrait, name="portrait"),
    path("logo/", pages.logo, name="logo"),
    path("storage/", pages.storage, name="storage"),
    path("storage/<uuid:file_id>/", pages.storage_file, name="storage_file"),
]
