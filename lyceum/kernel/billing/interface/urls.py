from django.urls import path

from lyceum.kernel.billing.interface import pages

app_name = "billing"
urlpatterns = [
    path("plan/", pages.plan, name="plan"),
    path("plan/choice/", pages.choice, name="choice"),
    path("operations/organisations/<uuid:organisation_id>/plan/", pages.grant, name="grant"),
]
