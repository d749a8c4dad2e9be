from django.urls import path

from lyceum.kernel.messaging.interface import editor_pages, pages

app_name = "messaging"
urlpatterns = [
    path("notices/", pages.notices, name="notices"),
    path("notices/new/", editor_pages.new, name="new"),
    path("notices/preview/", editor_pages.preview, name="preview"),
    path("notices/<uuid:notice_id>/", pages.notice, name="notice"),
    path("notices/<uuid:notice_id>/text/", editor_pages.text, name="text"),
    path("notices/<uuid:notice_id>/reading/", pages.reading, name="reading"),
    path("notices/<uuid:notice_id>/readers/", pages.readers, name="readers"),
    path("notices/<uuid:notice_id>/publication/", editor_pages.publication, name="publication"),
    path("notices/<uuid:notice_id>/withdrawal/", editor_pages.withdrawal, name="withdrawal"),
]
