from django.urls import path

from lyceum.kernel.reporting.interface import pages

app_name = "reporting"
urlpatterns = [
    path("reports/", pages.report, name="report"),
    path("reports/paper/", pages.paper, name="paper"),
    path("reports/table.<slug:ending>", pages.table, name="table"),
    path("reports/publication/", pages.publication, name="publication"),
    path("figures/", pages.figures, name="figures"),
]
