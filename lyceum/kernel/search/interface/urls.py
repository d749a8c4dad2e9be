from django.urls import path

from lyceum.kernel.search.interface import pages

app_name = "search"
urlpatterns = [
    path("search/", pages.search_page, name="search"),
    path("search/results/", pages.results, name="results"),
]
