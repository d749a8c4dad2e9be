"""What search engines may read: the first page and the organisations that are public."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.ui.queries.doorstep import public_slugs

HIDDEN = ("/api/", "/graphql", "/account", "/*/today/", "/outbox", "/organisations/")


@page(PUBLIC)
def robots(caller: Anyone, request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@page(PUBLIC)
def sitemap(caller: Anyone, request: HttpRequest) -> HttpResponse:
    addresses = [f"{settings.SITE_URL}/", f"{settings.SITE_URL}{reverse('ui:design')}"]
    addresses += [f"{settings.SITE_URL}/{slug}/" for slug in public_slugs()]
    return render(request, "ui/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
