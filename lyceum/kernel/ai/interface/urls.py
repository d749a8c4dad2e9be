from django.urls import path

from lyceum.kernel.ai.interface import pages

app_name = "ai"
urlpatterns = [
    path("ai/", pages.overview, name="overview"),
    path("ai/usage/", pages.usage, name="usage"),
    path("ai/allowance/", pages.allowance, name="allowance"),
    path("ai/links/new/", pages.new_link, name="new_link"),
    path("ai/links/<uuid:link_id>/", pages.link, name="link"),
    path("ai/links/<uuid:link_id>/position/", pages.position, name="position"),
    path("ai/links/<uuid:link_id>/removal/", pages.removal, name="removal"),
    path("ai/links/<uuid:link_id>/trial/", pages.trial, name="trial"),
]
