from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lyceum.kernel.identity.interface.sign_in_urls")),
    path("", include("lyceum.kernel.identity.interface.organisation_urls")),
]
