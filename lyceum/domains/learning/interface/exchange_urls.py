"""Addresses of in and out; part of ``urls.py``."""

from django.urls import path

from lyceum.domains.learning.interface import exchange_pages

_ONE = "learning/<uuid:path_id>/"
exchange_urls = [
    path("learning/roster/", exchange_pages.roster, name="roster"),
    path(f"{_ONE}import/", exchange_pages.import_questions, name="import"),
    path(f"{_ONE}export/", exchange_pages.export, name="export"),
    path(f"{_ONE}export/<str:format>/", exchange_pages.download, name="download"),
    path(f"{_ONE}results/", exchange_pages.results, name="results"),
    path(f"{_ONE}results/<str:format>/", exchange_pages.results_file, name="results_file"),
    path(f"{_ONE}statements/", exchange_pages.statements, name="statements"),
]
