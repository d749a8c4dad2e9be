from django.urls import path

from lyceum.kernel.search.interface import document_pages, pages

app_name = "search"
urlpatterns = [
    path("search/", pages.search_page, name="search"),
    path("search/results/", pages.results, name="results"),
    path("documents/<uuid:document_id>/<int:number>/", document_pages.document_page, name="document_page"),
    path(
        "documents/<uuid:document_id>/<int:number>/picture/", document_pages.document_picture, name="document_picture"
    ),
]
